/*
 * The field in the head: results while the reader types, in a panel of links under it. Arrow keys go through them,
 * Escape closes, Enter in the field opens the page of all results.
 */
import { search, show } from "./search-engine.js"
import { counted, link, make } from "./search-results.js"

const SHOWN = 6
const PAUSE = 120 // ms without typing before a search begins

/** @param {HTMLFormElement} form a form with one field named q; its action is the page of results */
export default function (form) {
  const field = form.elements.q
  const lang = document.documentElement.lang
  const panel = make("div", "hb-search__panel")
  const status = make("p", "hb-search__status")
  const list = make("ol", "hb-search__list")
  const all = make("a", "hb-search__all")
  panel.hidden = true
  status.setAttribute("role", "status")
  panel.append(status, list, all)
  form.append(panel)
  let asked = ""
  let timer

  const close = () => (panel.hidden = true)
  const links = () => [field, ...panel.querySelectorAll("a:not([hidden])")]

  async function ask() {
    const question = field.value
    asked = question
    if (!question.trim()) return close()
    try {
      const found = await search(question, { lang, typing: true })
      const results = await show({ ...found, hits: found.hits.slice(0, SHOWN) })
      // Who has begun to walk through the results keeps those.
      if (asked !== question || panel.contains(document.activeElement)) return
      const { words } = found.head
      list.replaceChildren(
        ...results.map(result => {
          const item = make("li", "hb-search__item")
          item.append(link(result))
          return item
        })
      )
      all.textContent = words.all
      all.href = `${form.action}?${new URLSearchParams({ q: question.trim() })}`
      all.hidden = !results.length
      panel.hidden = false
      status.textContent = counted(words, found.hits.length)
    } catch {
      close() // the form itself still leads to the page of results
    }
  }

  field.addEventListener("input", () => {
    clearTimeout(timer)
    timer = setTimeout(ask, PAUSE)
  })
  field.addEventListener("focus", () => field.value.trim() && field.value === asked && (panel.hidden = false))
  form.addEventListener("focusout", ({ relatedTarget }) => relatedTarget && !form.contains(relatedTarget) && close())
  document.addEventListener("pointerdown", ({ target }) => form.contains(target) || close())
  panel.addEventListener("click", ({ target }) => target.closest("a") && close())
  form.addEventListener("keydown", event => {
    if (event.key === "Escape" && !panel.hidden) {
      event.preventDefault()
      field.focus()
      return close()
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!step || panel.hidden) return
    event.preventDefault()
    const stops = links()
    stops[(stops.indexOf(document.activeElement) + step + stops.length) % stops.length].focus()
  })
  if (field.value.trim()) ask()
}
