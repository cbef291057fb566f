/* A table as columns, rows and cells, drawn from what is chosen. The page's own cells are moved, so sources and ids stay. */
export function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties)
  element.append(...children)
  return element
}

/** What a cell says, without marks and buttons. */
export function said(cell) {
  const copy = cell.cloneNode(true)
  for (const other of copy.querySelectorAll(".hb-mark, .hb-sort, .hb-same, [hidden]")) other.remove()
  return copy.textContent.trim().replace(/\s+/g, " ")
}

export function grid(table, words) {
  const lang = document.documentElement.lang
  const collator = new Intl.Collator(lang, { numeric: true, ignorePunctuation: true })
  const [head] = table.tHead.rows
  const [body] = table.tBodies
  const [corner, ...tops] = head.cells
  const lines = [...body.rows]
  const cells = lines.map((line) => [...line.cells].slice(1))
  const one = (th, index, { dataset } = th) => ({
    key: dataset.key,
    name: th.querySelector("a")?.textContent ?? said(th),
    th,
    index,
    data: dataset,
    extra: th.hidden,
  })
  const first = { key: "_", name: said(corner), th: corner }
  const columns = tops.map((th, index) => one(th, index))
  const rows = lines.map((line, index) => one(line.cells[0], index, line))
  for (const { key, name, th } of [first, ...columns, ...rows]) {
    const button = make("button", { type: "button", className: "hb-sort" })
    button.dataset.sort = key
    button.setAttribute("aria-label", words.sort.replace("{name}", name))
    th.sorter = button
  }

  const dress = (th, scope, sort, key) => {
    th.scope = scope
    th.hidden = false
    th.setAttribute("role", scope === "col" ? "columnheader" : "rowheader")
    th.sorter.remove()
    th.querySelector(".hb-same")?.remove()
    th.removeAttribute("aria-sort")
    if (scope === "row") return th
    th.setAttribute("aria-sort", sort === key ? "ascending" : sort === `-${key}` ? "descending" : "none")
    th.append(th.sorter)
    return th
  }

  return {
    columns,
    rows,
    cells,
    draw({ across, down, turned, sort, differences }) {
      const [top, side] = turned ? [down, across] : [across, down]
      const cell = (line, column) => (turned ? cells[column.index][line.index] : cells[line.index][column.index])
      const by = [first, ...top].find(({ key }) => key === sort.replace(/^-/, ""))
      const value = (line) => {
        const from = by === first ? line.th : cell(line, by)
        return from.dataset.order ?? (by === first ? line.name : said(from))
      }
      const sorted = by
        ? [...side].sort((a, b) => collator.compare(value(a), value(b)) * (sort[0] === "-" ? -1 : 1))
        : side
      corner.firstChild.data = turned ? words.corner : first.name
      head.replaceChildren(...[first, ...top].map(({ th, key }) => dress(th, "col", by ? sort : "", key)))
      body.replaceChildren(
        ...sorted.map((line) => {
          const shown = top.map((column) => {
            const td = cell(line, column)
            td.dataset.label = column.name
            td.hidden = false
            return td
          })
          const row = make("tr", {}, dress(line.th, "row"), ...shown)
          row.setAttribute("role", "row")
          plain(shown)
          if (differences && shown.length > 1) mark(row, shown, words)
          return row
        })
      )
      return { top, side: sorted }
    },
  }
}

/* A row says whether its cells agree. A word of one column is marked where others are shared: else all would be. */

const word = /(\p{L}{4,})/gu

function plain(cells) {
  for (const cell of cells) {
    for (const mark of cell.querySelectorAll("mark")) mark.replaceWith(mark.textContent)
    cell.normalize()
  }
}

function mark(row, cells, words) {
  const small = words.small.split(" ")
  const texts = cells.map(said)
  const sets = texts.map((text) => new Set(text.toLowerCase().match(word)?.filter((one) => !small.includes(one))))
  const own = (one) => sets.filter((set) => set.has(one)).length === 1
  const shared = sets.some((set) => ![...set].every(own))
  row.dataset.same = texts.every((text) => text === texts[0]) ? "same" : shared ? "partly" : "other"
  row.cells[0].append(make("span", { className: "hb-same" }, ` ${words[row.dataset.same]}`))
  if (row.dataset.same !== "partly") return
  for (const cell of cells) {
    for (const node of [cell, ...cell.querySelectorAll("span:not([hidden])")].flatMap(({ childNodes }) => [...childNodes])) {
      if (node.nodeType !== 3) continue
      const parts = node.data.split(word)
      node.replaceWith(...parts.map((part, index) => (index % 2 && own(part.toLowerCase()) ? make("mark", {}, part) : part)))
    }
  }
}
