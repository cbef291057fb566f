/* On a share page, the buttons that copy; on other pages a link to one opens it in a dialog. */
const root = document.documentElement

const get = async (url) => {
  const answer = await fetch(url)
  if (!answer.ok) throw answer.status
  return answer.text()
}

const tabled = (text) => {
  const table = document.createElement("table")
  for (const line of text.split("\n")) {
    const row = table.insertRow()
    for (const cell of line.split("\t")) row.insertCell().textContent = cell
  }
  return table.outerHTML
}

const wire = (sheet, base) => {
  const status = sheet.querySelector("[role=status]")
  for (const button of sheet.querySelectorAll("[data-copy]")) {
    const { copy, kind } = button.dataset
    const from = sheet.querySelector(`[data-text="${copy}"]`)
    button.hidden = !navigator.clipboard
    button.onclick = async () => {
      try {
        const plain = from ? from.value || from.textContent : await get(new URL(copy, base))
        const html = kind == "rich" ? from.innerHTML : kind == "table" && tabled(plain)
        const parts = Object.entries({ "text/plain": plain, "text/html": html }).filter(([, text]) => text)
        const blobs = parts.map(([type, text]) => [type, new Blob([text], { type })])
        await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))])
        status.textContent = `${button.textContent}: ${sheet.dataset.done}`
      } catch {
        status.textContent = sheet.dataset.failed
      }
    }
  }
}

const open = async (base) => {
  const page = new DOMParser().parseFromString(await get(base), "text/html")
  const sheet = page.querySelector("main")
  for (const name of ["href", "src"])
    for (const one of sheet.querySelectorAll(`[${name}]`)) one[name] = new URL(one.getAttribute(name), base)
  sheet.querySelector(".hb-sheet__back").remove()
  const dialog = document.createElement("dialog")
  dialog.className = "hb-sheet"
  dialog.setAttribute("aria-labelledby", "hb-sheet-title")
  Object.assign(dialog.dataset, sheet.dataset)
  dialog.append(...sheet.childNodes)
  document.body.append(dialog)
  const close = dialog.querySelector("button")
  close.hidden = false
  close.onclick = () => dialog.close()
  dialog.onclose = () => dialog.remove()
  wire(dialog, base)
  dialog.showModal()
}

export default (link) => {
  link.onclick = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    open(link.href).catch(() => location.assign(link.href))
  }
}

const own = document.querySelector("main.hb-sheet")
if (own) {
  wire(own, location)
  try {
    root.dataset.scheme = localStorage.getItem("hb-scheme") || "auto"
  } catch {}
}
