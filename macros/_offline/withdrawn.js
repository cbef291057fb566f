/* Instead of the worker that kept the handbook for reading without a network: deletes what it kept, and itself. */
const STORE = `hb ${new URL("./", location).href}`

addEventListener("install", () => skipWaiting())
addEventListener("activate", (event) => event.waitUntil(withdraw()))

async function withdraw() {
  for (const name of await caches.keys()) if (name === STORE || name.startsWith(`${STORE} `)) await caches.delete(name)
  await registration.unregister()
}
