/* Choose, sort, turn, compare: the panel stands in the page, the choice in the address. */
import { asked, tell } from "./address.js"
import { grid, make } from "./grid.js"

const WIDE = 3
const MANY = 4

export default function (button) {
  tool(button)
}

/** The panel is the template after the button. A filter has names (keys in the address) and fits(row, cells, values). */
export function tool(button, filter = { names: [], fits: () => true }) {
  const figure = button.closest("figure")
  const table = figure.querySelector("table")
  const shown = figure.querySelector(".hb-shown")
  const form = button.nextElementSibling.content.firstElementChild.cloneNode(true)
  const model = grid(table, form.dataset)
  const axes = { kol: model.columns.filter(({ extra }) => !extra), raek: model.rows }
  const fields = form.elements
  const pair = [...form.querySelectorAll("[data-pair]")]
  let state = {}

  for (const [axis, all] of Object.entries(axes))
    for (const { key, name } of all)
      form
        .querySelector(`[data-axis=${axis}]`)
        .append(make("label", {}, make("input", { type: "checkbox", name: axis, value: key, checked: true }), ` ${name}`), " ")

  // In the order asked for; nothing when none or all are.
  const chosen = (axis, keys) => {
    const found = [...new Set(keys)].map((key) => axes[axis].find((one) => one.key === key)).filter(Boolean)
    return found.length && (found.length < axes[axis].length || found.length === 2) ? found : null
  }

  function draw() {
    const { kol, raek, sort, vend, forskel, values } = state
    const across = kol || (vend ? model.columns : axes.kol)
    const down = (raek || model.rows).filter((row) => filter.fits(row, model.cells[row.index], values))
    const focused = document.activeElement
    const { top } = model.draw({ across, down, turned: vend, sort, differences: forskel })
    if (focused.isConnected) focused.focus({ preventScroll: true })
    figure.classList.toggle("hb-turned", vend)
    figure.classList.toggle("hb-wide", top.length >= WIDE)
    figure.classList.toggle("hb-many", top.length >= MANY)
    figure.classList.toggle("hb-pair", top.length === 2 && Boolean(vend ? raek : kol))
    const numbers = { rows: down.length, allrows: model.rows.length, columns: Math.min(across.length, axes.kol.length), allcolumns: axes.kol.length }
    const part = numbers.rows < numbers.allrows || numbers.columns < numbers.allcolumns
    shown.textContent = part ? shown.dataset.text.replace(/{(\w+)}/g, (_, name) => numbers[name]) : ""
    pairs(vend ? "raek" : "kol")
  }

  function pairs(axis) {
    const now = state[axis]?.length === 2 ? state[axis] : []
    pair.forEach((select, place) => {
      const options = axes[axis].map(({ key, name }) => make("option", { value: key }, name))
      select.replaceChildren(make("option", { value: "" }, "–"), ...options)
      select.value = now[place]?.key ?? ""
    })
  }

  function show(edited) {
    draw()
    const { kol, raek, sort, vend, forskel, values } = state
    for (const box of form.querySelectorAll("[data-axis] input"))
      if (box.name !== edited) box.checked = !state[box.name] || state[box.name].some(({ key }) => key === box.value)
    fields.vend.checked = vend
    fields.forskel.checked = forskel
    for (const name of filter.names) fields[name].value = values[name]
    const keys = (some) => some?.map(({ key }) => key).join()
    const told = { kol: keys(kol), raek: keys(raek), sort, vend: vend && "1", forskel: forskel && "1", ...values }
    tell({ tabel: Object.values(told).some(Boolean) && figure.id, ...told })
  }

  // What an address cannot mean is left out.
  function from(query) {
    const get = (name) => query.get(name) || ""
    const vend = get("vend") === "1"
    const heads = ["_", ...(vend ? model.rows : model.columns).map(({ key }) => key)]
    const can = (name, value) => [...fields[name].options].some((option) => option.value === value)
    state = {
      kol: chosen("kol", get("kol").split(",")),
      raek: chosen("raek", get("raek").split(",")),
      sort: heads.includes(get("sort").replace(/^-/, "")) ? get("sort") : "",
      vend,
      forskel: get("forskel") === "1",
      values: Object.fromEntries(filter.names.map((name) => [name, can(name, get(name)) ? get(name) : ""])),
    }
  }

  function open(yes) {
    button.setAttribute("aria-expanded", yes)
    form.hidden = !yes
    figure.classList.toggle("hb-open", yes)
  }

  form.addEventListener("change", ({ target }) => {
    let edited
    if (target.matches("[data-pair]")) {
      const two = pair.map(({ value }) => value)
      if (!two[0] || !two[1] || two[0] === two[1]) return
      state[state.vend ? "raek" : "kol"] = chosen(state.vend ? "raek" : "kol", two)
    } else if (target.closest("[data-axis]")) {
      const keys = [...form.querySelectorAll(`[name=${target.name}]:checked`)].map(({ value }) => value)
      edited = target.name
      state[edited] = keys.length < axes[edited].length ? chosen(edited, keys) : null
    } else if (target.type === "checkbox") {
      state[target.name] = target.checked
      if (target.name === "vend") state.sort = ""
    } else state.values[target.name] = target.value
    show(edited)
  })
  form.addEventListener("reset", (event) => {
    event.preventDefault()
    from(new URLSearchParams())
    show()
  })
  form.addEventListener("submit", (event) => event.preventDefault())
  form.addEventListener("click", async ({ target: { dataset }, target }) => {
    if (dataset.none) {
      for (const box of form.querySelectorAll(`[name=${dataset.none}]`)) box.checked = false
      state[dataset.none] = null
      show(dataset.none)
    } else if (dataset.done) {
      await navigator.clipboard.writeText(location.href)
      target.textContent = dataset.done
    }
  })
  table.addEventListener("click", ({ target }) => {
    const sort = target.dataset.sort
    if (!sort) return
    state.sort = state.sort === sort ? `-${sort}` : state.sort === `-${sort}` ? "" : sort
    show()
  })
  button.addEventListener("click", () => {
    const yes = button.getAttribute("aria-expanded") !== "true"
    if (yes) draw()
    open(yes)
  })

  form.querySelector("[data-done]").hidden = !navigator.clipboard
  button.parentElement.after(form)
  const query = asked()
  const mine = query.get("tabel") === figure.id
  from(mine ? query : new URLSearchParams())
  open(false)
  if (!mine) return
  show()
  figure.scrollIntoView({ behavior: "instant" })
}
