/* The page of results: what the address asks for, and what the reader types there. */
import { search, show } from "./search-engine.js"
import { counted, link, make } from "./search-results.js"

const STEP = 10
const PAUSE = 200 // ms without typing before a search begins

/** @param {HTMLElement} section the macro search_page; data-failed is what to say when nothing can be fetched */
export default function (section) {
  const form = section.querySelector("form")
  const field = form.elements.q
  const status = section.querySelector("[role=status]")
  const list = section.querySelector("ol")
  const more = section.querySelector("button[data-more]")
  const lang = document.documentElement.lang
  const title = document.title
  let found
  let shown = 0
  let asked
  let timer

  async function ask(question) {
    asked = question
    document.title = question ? `${question} – ${title}` : title
    delete section.dataset.searchDone
    try {
      const answer = question ? await search(question, { lang }) : { hits: [] }
      if (asked !== question) return
      found = answer
      shown = 0
      list.replaceChildren()
      await add()
      if (asked === question) status.textContent = question ? counted(found.head.words, found.hits.length) : ""
    } catch {
      if (asked === question) status.textContent = section.dataset.failed
    }
  }

  async function add() {
    const from = found
    const results = await show({ ...from, hits: from.hits.slice(shown, shown + STEP), terms: from.terms || [] })
    if (from !== found) return
    const items = results.map(result => {
      const item = make("li", "hb-search__item")
      item.dataset.searchResult = ""
      item.append(link(result))
      return item
    })
    list.append(...items)
    shown += items.length
    more.hidden = shown >= found.hits.length
    section.dataset.searchDone = ""
    return items
  }

  function remember(question) {
    const url = new URL(location)
    if (question) url.searchParams.set("q", question)
    else url.searchParams.delete("q")
    history.replaceState(history.state, "", url)
  }

  field.addEventListener("input", () => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      remember(field.value.trim())
      ask(field.value.trim())
    }, PAUSE)
  })
  form.addEventListener("submit", event => {
    event.preventDefault()
    clearTimeout(timer)
    remember(field.value.trim())
    ask(field.value.trim())
  })
  more.addEventListener("click", async () => {
    const items = await add()
    items?.[0]?.querySelector("a").focus()
  })
  field.value = new URLSearchParams(location.search).get("q") || ""
  ask(field.value.trim())
}
