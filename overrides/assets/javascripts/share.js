/*
 * Sharing. On a share page: the buttons that copy. On any other page: a link to a share page opens
 * that page in a dialog. Without this script the link is a link, and the page says it all.
 */
const get = async (url) => {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(answer.status)
  return (await answer.text()).replace(/^\uFEFF/, "")
}

const copied = {
  text: (of) => of.value ?? of.textContent,
  file: (_, text) => text,
  rich: (of) => [of.textContent, of.innerHTML],
  /* Cells hold neither tabs nor line ends, so a table is lines of them. */
  table: (_, text) => {
    const table = document.createElement("table")
    const cells = text.trimEnd().split("\r\n").map((line) => line.split("\t").map((cell) => cell.replace(/^"(.*)"$/, "$1").replaceAll('""', '"')))
    for (const line of cells) {
      const row = table.insertRow()
      for (const cell of line) row.insertCell().textContent = cell
    }
    return [cells.map((line) => line.join("\t")).join("\n"), table.outerHTML]
  },
}

const wire = (sheet, base) => {
  const status = sheet.querySelector("[role=status]")
  for (const button of sheet.querySelectorAll("[data-copy]")) {
    button.hidden = !navigator.clipboard
    button.addEventListener("click", async () => {
      const { copy, kind } = button.dataset
      try {
        const text = copy.includes("/") && (await get(new URL(copy, base)))
        const [plain, html] = [copied[kind](sheet.querySelector(`[data-text="${copy}"]`), text)].flat()
        const parts = { "text/plain": new Blob([plain], { type: "text/plain" }) }
        if (html) parts["text/html"] = new Blob([html], { type: "text/html" })
        await navigator.clipboard.write([new ClipboardItem(parts)])
        status.textContent = `${button.textContent}: ${sheet.dataset.done}`
      } catch {
        status.textContent = sheet.dataset.failed
      }
    })
  }
}

const open = async (link) => {
  const page = new DOMParser().parseFromString(await get(link.href), "text/html")
  const sheet = page.querySelector(".hb-sheet")
  for (const name of ["href", "src"])
    for (const one of sheet.querySelectorAll(`[${name}]`)) one.setAttribute(name, new URL(one.getAttribute(name), link.href))
  const dialog = document.createElement("dialog")
  dialog.className = "hb-sheet-dialog"
  dialog.setAttribute("aria-labelledby", "hb-sheet-title")
  sheet.querySelector(".hb-sheet__back").remove()
  const inside = document.createElement("div")
  inside.className = sheet.className
  Object.assign(inside.dataset, sheet.dataset)
  inside.append(...sheet.childNodes)
  dialog.append(inside)
  document.body.append(dialog)
  const close = inside.querySelector(".hb-sheet__close")
  close.hidden = false
  close.addEventListener("click", () => dialog.close())
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close())
  dialog.addEventListener("close", () => dialog.remove())
  wire(inside, link.href)
  dialog.showModal()
}

export default (link) =>
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    open(link).catch(() => location.assign(link.href))
  })

const own = document.querySelector("main.hb-sheet")
if (own) {
  wire(own, location.href)
  try {
    const scheme = localStorage.getItem("hb-scheme")
    if (scheme) document.documentElement.dataset.scheme = scheme
  } catch {
    // Without storage the device decides.
  }
}
