/*
 * A deck: one slide at a time, by keys, buttons and swipes; a second window for the speaker. The address has
 * the number of the slide. Without this script the slides are a page to scroll.
 */
const root = document.documentElement
const slides = [...document.querySelectorAll(".hb-slide")]
const speaks = new URLSearchParams(location.search).has("speaker")
const channel = new BroadcastChannel(`hb-deck ${location.pathname}`)
const place = document.querySelector("output[data-place]")
const inside = (number) => Math.min(Math.max(number || 1, 1), slides.length)
const asked = () => inside(Number(location.hash.slice(1)))
const worded = () => place.dataset.place.replace("{number}", now).replace("{all}", slides.length)
let now = asked()
let paint

const go = (number, tell = true) => {
  now = inside(number)
  history.replaceState(null, "", `#${now}`)
  paint()
  if (tell) channel.postMessage({ now })
}

const acts = {
  back: () => go(now - 1),
  on: () => go(now + 1),
  full: () => (document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen()),
  speaker: () => open(`${location.pathname}?speaker#${now}`, "hb-speaker", "popup,width=1100,height=720"),
  scroll: (button) => {
    const present = root.classList.toggle("hb-present")
    button.setAttribute("aria-pressed", !present)
    if (!present) slides[now - 1].scrollIntoView()
    paint()
  },
}
const keys = {
  ArrowRight: acts.on,
  PageDown: acts.on,
  " ": acts.on,
  ArrowLeft: acts.back,
  PageUp: acts.back,
  Home: () => go(1),
  End: () => go(slides.length),
}
const letters = { f: "full", n: "speaker", r: "scroll" }

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-do]")
  if (button) acts[button.dataset.do](button)
})
document.addEventListener("keydown", (event) => {
  const { key, target } = event
  if (event.altKey || event.ctrlKey || event.metaKey) return
  if (letters[key] && !speaks) document.querySelector(`[data-do="${letters[key]}"]`).click()
  const turn = (speaks || root.classList.contains("hb-present")) && keys[key]
  // A space presses a button that has the focus.
  if (!turn || (key === " " && target.closest("a, button, summary"))) return
  event.preventDefault()
  turn()
})
channel.addEventListener("message", ({ data }) => (data.now ? go(data.now, false) : channel.postMessage({ now })))

if (speaks) {
  const copied = (slide) => {
    const face = slide.querySelector(".hb-slide__face").cloneNode(true)
    face.inert = true
    const copy = document.createElement("div")
    copy.className = slide.className
    copy.append(face)
    return copy
  }
  const view = document.getElementById("speaker").content.cloneNode(true)
  const part = (name) => document.querySelector(`.hb-speaker__${name}`)
  document.body.replaceChildren(view)
  paint = () => {
    part("now").replaceChildren(copied(slides[now - 1]))
    part("next").replaceChildren(...slides.slice(now, now + 1).map(copied))
    part("notes").replaceChildren(...[...slides[now - 1].querySelectorAll(".hb-slide__notes p")].map((one) => one.cloneNode(true)))
    part("place").textContent = worded()
  }
  let ticking
  acts.clock = () => {
    clearInterval(ticking)
    const start = Date.now()
    const tick = () => {
      const seconds = Math.floor((Date.now() - start) / 1000)
      part("clock").textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`
    }
    tick()
    ticking = setInterval(tick, 1000)
  }
  paint()
  channel.postMessage({ ask: true })
} else {
  const bar = document.querySelector(".hb-deck__bar")
  for (const one of bar.querySelectorAll("[hidden]")) one.hidden = false
  paint = () => {
    slides.forEach((slide, index) => slide.classList.toggle("hb-current", index === now - 1))
    bar.querySelector("progress").value = now
    place.textContent = worded()
  }
  root.classList.add("hb-present")
  addEventListener("hashchange", () => go(asked()))
  let start
  addEventListener("touchstart", ({ touches }) => (start = touches.length === 1 ? touches[0] : undefined), { passive: true })
  addEventListener("touchend", ({ changedTouches: [end], target }) => {
    if (!start || !root.classList.contains("hb-present") || target.closest(".hb-slide__wide")) return
    const across = end.clientX - start.clientX
    if (Math.abs(across) > 50 && Math.abs(across) > 2 * Math.abs(end.clientY - start.clientY)) go(now + (across < 0 ? 1 : -1))
  })
  paint()
}
