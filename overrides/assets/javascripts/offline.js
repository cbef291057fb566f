/*
 * Some seconds after a page has opened: have the handbook kept for reading without a network, in the language of
 * the page, and say when the server has a newer edition of the page. Nothing is fetched for who saves data.
 */
const ROOT = new URL("../../", import.meta.url)
const { lang, dataset } = document.documentElement
let told = false

async function look() {
  try {
    const answer = await fetch(new URL(`offline/${lang}.json`, ROOT), { cache: "no-cache" })
    if (!answer.ok) return
    const list = await answer.json()
    const newest = list.files[location.pathname.slice(ROOT.pathname.length)]
    if (newest && newest !== dataset.edition && !told) tell(list.says)
    const { active } = await navigator.serviceWorker.ready
    active.postMessage({ list, using: import.meta.url })
  } catch {
    // No network: the next look may find one.
  }
}

/** One line at the foot of the window, which a screen reader says when it has time. */
function tell(says) {
  told = true
  const box = document.createElement("div")
  box.className = "hb-newer"
  box.setAttribute("role", "status")
  box.style.cssText =
    "position:sticky;z-index:4;bottom:0;display:flex;flex-wrap:wrap;gap:.3rem 1rem;align-items:center;padding:.4rem 1rem;" +
    "border-top:1px solid var(--hb-line);background:var(--hb-panel);color:var(--hb-ink);font-size:.8rem"
  document.documentElement.style.scrollPaddingBottom = "4rem" // what has the focus is not hidden behind it
  document.body.append(box)
  const button = (text, act) => {
    const made = Object.assign(document.createElement("button"), { type: "button", className: "hb-button", textContent: text })
    made.addEventListener("click", act)
    return made
  }
  const shut = () => {
    box.remove()
    document.documentElement.style.scrollPaddingBottom = ""
  }
  // A live region speaks of what comes into it, not of what it was born with.
  setTimeout(() => box.append(says.newer, button(says.show, () => location.reload()), button(says.close, shut)), 100)
}

if (navigator.serviceWorker && !navigator.connection?.saveData) {
  // Where the browser forbids it, as some private windows do, the handbook is read as before.
  navigator.serviceWorker.register(new URL("sw.js", ROOT)).catch(() => {})
  addEventListener("online", look)
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && look())
  look()
}
