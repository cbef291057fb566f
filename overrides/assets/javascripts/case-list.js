/*
 * Filters the table of examples and puts chosen ones side by side. What is chosen stands in the
 * address, so that it can be shared and opened in the other language.
 */
const list = document.querySelector(".hb-case-list")
const form = list.querySelector("form")
const rows = [...list.querySelectorAll("tbody tr")]
const words = list.querySelector(".hb-case-list__words")
const compared = list.querySelector(".hb-case-list__compared")
const names = ["sted", "initiativ", "del", "svar"]
const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties)
  element.append(...children)
  return element
}
const cell = (row, part) => row.querySelector(`[data-part="${part}"]`)
const chosen = () => rows.filter((row) => row.querySelector("input").checked)

function fits(row, { sted, initiativ, del, svar }) {
  const cells = [...row.querySelectorAll("[data-part]")].filter((one) => !del || one.dataset.part === del)
  return (
    (!sted || row.dataset.sted === sted) &&
    (!initiativ || row.dataset.initiativ === initiativ) &&
    (!svar || cells.some((one) => one.dataset.answer === svar))
  )
}

function show() {
  const wanted = Object.fromEntries(names.map((name) => [name, form.elements[name].value]))
  for (const row of rows) row.hidden = !fits(row, wanted)
  const count = form.querySelector("output")
  const shown = rows.filter((row) => !row.hidden).length
  count.textContent = count.dataset.text.replace("{shown}", shown).replace("{all}", rows.length)
  compare(chosen())
  const query = new URLSearchParams(Object.entries(wanted).filter(([, value]) => value))
  const keys = chosen().map((row) => row.dataset.key)
  if (keys.length) query.set("vis", keys.join(","))
  history.replaceState(null, "", `?${query}${location.hash}`.replace(/^\?(?=#|$)/, location.pathname))
  for (const link of document.querySelectorAll("a[hreflang]")) link.search = query
}

/** A table with a column for each chosen example, when there are at least two. */
function compare(some) {
  compared.replaceChildren()
  if (some.length < 2) return
  const titles = some.map((row) => row.querySelector("th a").textContent)
  const head = [words.dataset.part, ...titles].map((text) => make("th", { scope: "col", role: "columnheader" }, text))
  const line = (label, contents) => {
    const cells = contents.map((content, index) => {
      const made = make("td", { role: "cell" }, ...content)
      made.dataset.label = titles[index]
      return made
    })
    return make("tr", { role: "row" }, make("th", { scope: "row", role: "rowheader" }, label), ...cells)
  }
  const body = [...words.content.querySelectorAll("[data-part]")].map(({ dataset: { part }, textContent }) =>
    line(
      textContent,
      some.map((row) => {
        const [answer, reason] = cell(row, part).children
        return answer ? [answer.cloneNode(true), ` ${reason.textContent}`] : ["–"]
      })
    )
  )
  const verdict = (row) => words.content.querySelector(`[data-key="${row.dataset.key}"]`).textContent
  body.push(line(words.dataset.verdict, some.map((row) => [verdict(row) || "–"])))
  const table = make(
    "table",
    { className: "hb-table", role: "table" },
    make("caption", {}, words.dataset.side),
    make("thead", { role: "rowgroup" }, make("tr", { role: "row" }, ...head)),
    make("tbody", { role: "rowgroup" }, ...body)
  )
  const close = make("button", { type: "button", className: "md-button" }, words.dataset.close)
  close.addEventListener("click", () => {
    for (const row of rows) row.querySelector("input").checked = false
    show()
    form.querySelector("select").focus()
  })
  compared.append(table, close)
}

const asked = new URLSearchParams(location.search)
const keys = (asked.get("vis") || "").split(",")
for (const row of rows) {
  const box = make("input", { type: "checkbox", checked: keys.includes(row.dataset.key) })
  box.setAttribute("aria-label", `${words.dataset.compare}: ${row.querySelector("th a").textContent}`)
  row.querySelector("th").append(make("label", { className: "hb-case-list__pick" }, box, ` ${words.dataset.compare}`))
}
for (const name of names) {
  const select = form.elements[name]
  if ([...select.options].some((option) => option.value === asked.get(name))) select.value = asked.get(name)
}
form.hidden = false
list.addEventListener("change", show)
form.addEventListener("reset", () => setTimeout(show))
show()
