/*
 * The handbook without a network. A page hands over the list of files of its language (macros/offline.py writes it).
 * What is missing is fetched, and only then is the list in force, all of it at once.
 *
 * Readers get what the server has. What is kept here answers when the server does not, or not soon. Only what has
 * its content in its address, and so can never be stale, comes from here first.
 *
 * The store holds each file under its address and its hash, so a new edition fetches only what has changed.
 */
const ROOT = new URL("./", location).href
const STORE = `hb ${ROOT}`
const PATIENCE = 3000
const AT_ONCE = 3
const FIXED = /^assets\/[0-9a-f]{8}\/|^search\/[^?]+\?/
const TYPES = { json: "application/json", txt: "text/plain; charset=utf-8", html: "text/html; charset=utf-8" }

const listed = (lang) => `${ROOT}offline/${lang}.json`
const key = (path, hash) => `${ROOT}${path}?${hash}`
const find = (url) => caches.match(url, { ignoreVary: true })

addEventListener("install", () => skipWaiting())
addEventListener("activate", (event) => event.waitUntil(clients.claim()))

/* Reading --------------------------------------------------------------------------------------------------------- */

addEventListener("fetch", (event) => {
  const { method, url } = event.request
  const path = url.slice(ROOT.length).split("#")[0]
  if (method !== "GET" || !url.startsWith(ROOT) || /^(sw\.js|offline\/)/.test(path)) return
  event.respondWith(FIXED.test(path) ? fixed(event.request) : current(event, path.split("?")[0]))
})

const fixed = async (request) => (await find(request.url)) ?? fetch(request)

async function current(event, path) {
  // "no-cache" asks the server whether what the browser has is still right; a page may be five minutes old otherwise.
  const coming = fetch(event.request, { cache: "no-cache" })
  event.waitUntil(coming.catch(() => {}))
  const held = await kept(path.replace(/(^|\/)index\.html$/, "$1"))
  if (!held) return coming.catch(async (error) => (event.request.mode === "navigate" && (await absent(path))) || Promise.reject(error))
  const patience = new Promise((done) => setTimeout(done, PATIENCE))
  const answer = await Promise.race([coming.catch(() => {}), patience])
  return answer && answer.status < 500 ? answer : held
}

/** The lists in force, the one with the longest home first. */
async function inForce() {
  const cache = await caches.open(STORE)
  const found = (await cache.keys()).filter(({ url }) => url.startsWith(`${ROOT}offline/`))
  const lists = await Promise.all(found.map(async (request) => (await cache.match(request)).json()))
  return lists.sort((a, b) => b.home.length - a.home.length)
}

async function kept(path) {
  for (const { files } of await inForce()) if (Object.hasOwn(files, path)) return find(key(path, files[path]))
  return find(ROOT + path)
}

/** Instead of a page that is not kept: the one that was meant, or "not found" in its language. */
async function absent(path) {
  if (await kept(`${path}/`)) return Response.redirect(`${ROOT}${path}/`)
  const lists = await inForce()
  const list = lists.find(({ home }) => path.startsWith(home)) ?? lists[0]
  const page = list && (await kept(list.missing))
  return page && new Response(page.body, { status: 404, headers: page.headers })
}

/* Keeping --------------------------------------------------------------------------------------------------------- */

let work = Promise.resolve()

addEventListener("message", (event) => {
  // One after the other: two tabs must not fetch the same files, nor one tidy away what the other is fetching.
  work = work.then(() => keep(event.data.list)).then(() => tidy(event.data.using)).catch(() => {})
  event.waitUntil(work)
})

async function keep(list) {
  const cache = await caches.open(STORE)
  const text = JSON.stringify(list)
  if ((await (await cache.match(listed(list.lang)))?.text()) === text) return
  const have = new Set((await cache.keys()).map(({ url }) => url))
  const missing = [
    ...Object.entries(list.files).map(([path, hash]) => ({ path, hash, as: key(path, hash) })),
    ...list.fixed.map((path) => ({ path, as: ROOT + path }))
  ].filter(({ as }) => !have.has(as))
  const fill = async () => {
    for (let one; (one = missing.shift()); ) await cache.put(one.as, await get(one))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, fill))
  await unpack(list.pack)
  await cache.put(listed(list.lang), new Response(text))
}

async function get({ path, hash }) {
  const answer = await fetch(ROOT + path, { cache: "no-cache", priority: "low" })
  if (!answer.ok) throw new Error(`${answer.status}: ${path}`)
  const body = await answer.arrayBuffer()
  // The server may have got a newer edition since the list was read: then the next page hands over a newer list.
  if (/(^|\/|\.html)$/.test(path) && !new TextDecoder().decode(body).includes(`data-edition="${hash}"`))
    throw new Error(`not the edition that the list says: ${path}`)
  return new Response(body, { headers: answer.headers }) // a redirected answer could not be given to a page
}

/** Hundreds of small files come as one, and are kept one by one. */
async function unpack(pack) {
  const cache = await caches.open(`${STORE} ${pack}`)
  if (await cache.match(ROOT + pack)) return
  const files = await (await get({ path: pack })).json()
  for (const [path, text] of Object.entries(files)) {
    const type = TYPES[/\.(json|txt)(\?|$)/.exec(path)?.[1] ?? "html"]
    await cache.put(ROOT + path, new Response(text, { headers: { "Content-Type": type } }))
  }
  await cache.put(ROOT + pack, new Response())
}

/**
 * Delete what no list in force names. A page that was opened before an update may still want its own scripts, so
 * they stay until the only page that is open is of an edition in force.
 */
async function tidy(using) {
  const cache = await caches.open(STORE)
  const lists = await inForce()
  const windows = (await clients.matchAll({ type: "window", includeUncontrolled: true })).filter(({ url }) => url.startsWith(ROOT))
  const all = windows.length < 2 && lists.some(({ fixed }) => fixed.includes(using.slice(ROOT.length)))
  const wanted = new Set()
  const packs = new Set([STORE])
  for (const { lang, files, fixed, pack } of lists) {
    wanted.add(listed(lang))
    packs.add(`${STORE} ${pack}`)
    for (const path in files) wanted.add(key(path, files[path]))
    for (const path of fixed) wanted.add(ROOT + path)
  }
  for (const { url } of await cache.keys())
    if (!wanted.has(url) && (all || !FIXED.test(url.slice(ROOT.length)))) await cache.delete(url, { ignoreVary: true })
  for (const name of await caches.keys()) if (name.startsWith(`${STORE} `) && !packs.has(name)) await caches.delete(name)
}
