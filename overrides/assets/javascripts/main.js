/*
 * The one script that every page loads. An element with data-module="x" gets ./x.js at once (data-eager),
 * when the address has the key data-param names, or when the reader first touches it; an early click is given again.
 */
const root = document.documentElement
const asked = new URLSearchParams(location.search)

/* What tools look like is fetched with the first of them. */
let looks
const style = () =>
  (looks ??= new Promise((done) => {
    if (document.querySelector("link[data-tools]")) return done()
    const link = Object.assign(document.createElement("link"), {
      rel: "stylesheet",
      href: new URL("tools.css", import.meta.url).href,
      onload: done,
      onerror: done
    })
    document.head.append(link)
  }))

for (const element of document.querySelectorAll("[data-module]")) {
  const { module, param, eager } = element.dataset
  let loading
  let loaded = false
  const load = () =>
    (loading ??= Promise.all([import(`./${module}.js`), style()])
      .then(([{ default: start }]) => start(element))
      .then(() => (loaded = true))
      .catch((error) => {
        loading = undefined
        throw error
      }))
  if (eager !== undefined || (param && asked.has(param))) load()
  for (const type of ["pointerdown", "focusin", "click"])
    element.addEventListener(type, async (event) => {
      if (loaded) return
      if (type === "pointerdown") element.dataset.marked = getSelection()
      const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey
      const button = type === "click" && !elsewhere && event.target.closest("button, summary, a[data-open]")
      if (button) event.preventDefault()
      await load()
      if (button) button.click()
    })
}

/* A table that a phone shows as cards stays a table to a screen reader; in a page's source HTML forbids these roles. */
const roles = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" }
for (const part of document.querySelectorAll(".hb-table, .hb-table :is(thead, tbody, tr, th, td)"))
  part.setAttribute("role", roles[part.tagName] || (part.scope === "col" ? "columnheader" : "rowheader"))

/* Light, dark, or as the device says. */
const button = document.querySelector("[data-schemes]")
const schemes = ["auto", "light", "dark"]
const named = () => {
  const now = root.dataset.scheme || "auto"
  button.title = button.dataset[now]
  button.setAttribute("aria-label", `${button.dataset.label}: ${button.dataset[now]}`)
}
button.dataset.label = button.getAttribute("aria-label")
button.addEventListener("click", () => {
  const next = schemes[(schemes.indexOf(root.dataset.scheme || "auto") + 1) % 3]
  if (next === "auto") delete root.dataset.scheme
  else root.dataset.scheme = next
  try {
    if (next === "auto") localStorage.removeItem("hb-scheme")
    else localStorage.setItem("hb-scheme", next)
  } catch {
    // It holds for this page only.
  }
  named()
})
named()

/* "/" and Ctrl+K lead to the search. */
document.addEventListener("keydown", (event) => {
  const writing = event.target.closest("input, textarea, select, [contenteditable]")
  if ((event.key === "/" && !writing) || (event.key === "k" && (event.ctrlKey || event.metaKey))) {
    event.preventDefault()
    document.querySelector(".hb-header [name=q]").focus()
  }
})

/* A link in a panel closes it. */
for (const panel of document.querySelectorAll(".hb-nav, .hb-toc"))
  panel.addEventListener("click", ({ target }) => target.closest("a") && panel.matches(":popover-open") && panel.hidePopover())

/* The section that is read is marked. */
const links = new Map([...document.querySelectorAll(".hb-toc a")].map((link) => [decodeURIComponent(link.hash.slice(1)), link]))
if (links.size) {
  const watch = new IntersectionObserver(
    (entries) => {
      const top = entries.find((entry) => entry.isIntersecting)
      if (!top) return
      for (const link of links.values()) link.removeAttribute("aria-current")
      links.get(top.target.id)?.setAttribute("aria-current", "location")
    },
    { rootMargin: "0px 0px -70% 0px" }
  )
  for (const id of links.keys()) {
    const heading = document.getElementById(id)
    if (heading) watch.observe(heading)
  }
}

/* The other language and the other edition show the same place. */
for (const link of document.querySelectorAll(".hb-header a[hreflang], a[data-same-place]"))
  link.addEventListener("click", () => location.hash && (link.hash = location.hash))

/* To be read without a network. */
if (root.dataset.edition) setTimeout(() => import("./offline.js"), 8000)
