/*
 * Shows the element that data-target names on the whole screen, in type as large as fits, for a projector.
 * The stage is the template after the button. The element is moved there and back, so that its tools and sources work.
 * Keys: + and - for the type; with "one at a time" the arrows show rows or steps one by one; Escape closes.
 */
import { asked, tell } from "./address.js"

const SIZES = [14, 16, 18, 20, 22, 25, 28, 32, 36, 41, 47, 54, 62, 72]

export default function (button) {
  const { target } = button.dataset
  const element = document.getElementById(target)
  const dialog = button.nextElementSibling.content.firstElementChild.cloneNode(true)
  const sheet = dialog.firstElementChild
  const stage = dialog.querySelector(".hb-big__stage")
  const output = dialog.querySelector("output")
  const control = (name) => dialog.querySelector(`[data-do=${name}]`)
  let size
  let fitted
  let shown // how many rows or steps; all when undefined
  let from

  const fits = () => stage.scrollHeight <= stage.clientHeight + 1 && stage.scrollWidth <= stage.clientWidth + 1
  function set(index) {
    size = Math.max(0, Math.min(index, SIZES.length - 1))
    stage.style.fontSize = `${SIZES[size]}px`
  }
  function fit() {
    set(SIZES.length - 1)
    while (size > 2 && !fits()) set(size - 1)
    fitted = true
  }
  function reveal(count) {
    const steps = [...stage.querySelectorAll("tbody tr, figure > :not(.hb-notes) li")]
    shown = count === undefined ? count : Math.max(1, Math.min(count, steps.length))
    steps.forEach((step, index) => step.classList.toggle("hb-later", index >= shown))
    control("reveal").setAttribute("aria-pressed", shown !== undefined)
    output.textContent = shown ? output.dataset.step.replace("{shown}", shown).replace("{all}", steps.length) : ""
    if (shown) steps[shown - 1]?.scrollIntoView({ block: "nearest" })
  }

  function open() {
    from = scrollY
    element.before(dialog)
    stage.append(element)
    dialog.showModal()
    fit()
    stage.focus()
    control("reveal").hidden = !stage.querySelector("tbody tr, figure > :not(.hb-notes) li")
    tell(asked().get("tabel") === target ? { storskaerm: "1" } : { kol: "", raek: "", sort: "", vend: "", forskel: "", tabel: target, storskaerm: "1" })
  }
  dialog.addEventListener("close", () => {
    reveal()
    dialog.replaceWith(element)
    tell({ storskaerm: "" })
    scrollTo({ top: from, behavior: "instant" })
    button.focus({ preventScroll: true })
  })
  const acts = {
    smaller: () => ((fitted = false), set(size - 1)),
    larger: () => ((fitted = false), set(size + 1)),
    reveal: () => reveal(shown ? undefined : 1),
    full: () => (document.fullscreenElement ? document.exitFullscreen() : sheet.requestFullscreen()),
    close: () => dialog.close(),
  }
  dialog.addEventListener("click", ({ target: { dataset } }) => acts[dataset.do]?.())
  dialog.addEventListener("keydown", (event) => {
    const { key } = event
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest(".hb-note")) return
    const step = shown && { ArrowDown: 1, ArrowRight: 1, PageDown: 1, ArrowUp: -1, ArrowLeft: -1, PageUp: -1 }[key]
    if (key === "+") acts.larger()
    else if (key === "-") acts.smaller()
    else if (step) reveal(shown + step)
    else return
    event.preventDefault()
  })
  addEventListener("resize", () => dialog.open && fitted && fit())
  new MutationObserver(() => dialog.open && fitted && fit()).observe(stage, { childList: true, subtree: true })
  control("full").hidden = !document.fullscreenEnabled
  button.addEventListener("click", open)
  if (asked().get("storskaerm") === "1" && asked().get("tabel") === target) open()
}
