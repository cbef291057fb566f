/*
 * The link to the form for proposals takes along the text that is marked and its section; without a mark, the section
 * that the address names. What is in view says nothing: the link stands at the foot.
 */
const section = (node) => {
  const headings = [...document.querySelectorAll("article :is(h2, h3)[id]")]
  const before = (one) => one.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING
  const named = (one) => one.id === decodeURIComponent(location.hash.slice(1))
  return headings.filter(node ? before : named).pop()?.id
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
    if (id) url.searchParams.set("side", `${plain.searchParams.get("side")}#${id}`)
    if (text) url.searchParams.set("tekst", text.slice(0, 1000))
    link.href = url.href
  }
  link.addEventListener("pointerdown", () => (link.dataset.marked = getSelection()))
  link.addEventListener("click", aim)
  aim()
}
