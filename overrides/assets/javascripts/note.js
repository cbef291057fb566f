/*
 * A source mark opens its note where the reader is: by mouse, touch or Enter. Escape closes it and goes back
 * to the mark. In a browser without popovers the mark is what it is without scripts: a link to the note.
 */
let box
let current
let wasOpen = false

export default function (mark) {
  const link = mark.querySelector("a")
  if (!link.showPopover) return
  link.setAttribute("aria-haspopup", "dialog")
  link.addEventListener("pointerdown", () => (wasOpen = current === link && box.matches(":popover-open")))
  link.addEventListener("click", (event) => {
    const note = document.getElementById(link.hash.slice(1))
    if (!note || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    if (wasOpen) box.hidePopover()
    else show(link, note)
    wasOpen = false
  })
}

function show(link, note) {
  box ??= Object.assign(document.createElement("span"), { className: "hb-note", tabIndex: -1, popover: "auto" })
  if (box.isConnected && box.matches(":popover-open")) box.hidePopover()
  box.setAttribute("role", "dialog")
  box.setAttribute("aria-label", link.getAttribute("aria-label"))
  box.replaceChildren(...note.cloneNode(true).childNodes)
  box.querySelector(".hb-notes__back")?.remove()
  link.after(box)
  current = link
  box.showPopover()
  place(link)
  box.focus({ preventScroll: true })
}

/** Under the mark, or over it where there is no room; never over the edge. */
function place(link) {
  const mark = link.getBoundingClientRect()
  const { width, height } = box.getBoundingClientRect()
  const { clientWidth, clientHeight } = document.documentElement
  const under = mark.bottom + height + 8 < clientHeight
  box.style.left = `${Math.max(8, Math.min(mark.left, clientWidth - width - 8)) + scrollX}px`
  box.style.top = `${Math.max(8, under ? mark.bottom + 4 : mark.top - height - 4) + scrollY}px`
}
