/* The link to the form for proposals takes along the section that is read and the text that is marked. */
const section = (node) => {
  const headings = [...document.querySelectorAll("article :is(h2, h3)[id]")]
  if (node) return headings.filter((one) => one.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING).pop()?.id
  return document.querySelector(".hb-toc [aria-current=location]")?.hash.slice(1)
}

export default (link) => {
  const plain = new URL(link.href)
  const aim = () => {
    const now = getSelection()
    const marked = String(now).trim()
    // A press on the link may have taken the mark away; main.js kept it.
    const text = (marked || link.dataset.marked || "").trim()
    const id = section(marked && now.anchorNode)
    const url = new URL(plain)
    if (id) url.searchParams.set("side", `${plain.searchParams.get("side")}#${decodeURIComponent(id)}`)
    if (text) url.searchParams.set("tekst", text.slice(0, 1000))
    link.href = url.href
  }
  link.addEventListener("pointerdown", () => (link.dataset.marked = getSelection()))
  link.addEventListener("click", aim)
  aim()
}
