/* A page that is not there: the five sections that its address is nearest to. */
import { search, show } from "./search-engine.js"
import { link, make } from "./search-results.js"

const SHOWN = 5
const ROOT = new URL("../../", import.meta.url).pathname

/** @param {HTMLElement} element hidden until there is something to show */
export default async function (element) {
  document.querySelector("[data-offline]").hidden = navigator.onLine
  const lang = document.documentElement.lang
  const question = wanted(location.pathname, lang)
  if (!question) return
  const found = await search(question, { lang })
  const results = await show({ ...found, hits: found.hits.slice(0, SHOWN) })
  if (!results.length) return
  const list = make("ol", "hb-search__list")
  for (const result of results) {
    const item = make("li", "hb-search__item")
    item.append(link(result))
    list.append(item)
  }
  element.append(list)
  element.hidden = false
}

/** The words of an address: `/en/leading-volunteers.html` says "leading volunteers". */
function wanted(path, lang) {
  const own = path.startsWith(ROOT) ? path.slice(ROOT.length) : path
  let plain = own
  try {
    plain = decodeURIComponent(own)
  } catch {
    // A broken escape is left as it is.
  }
  const parts = plain.replace(/(^|\/)(index|404)?(\.html?)?\/?$/, "").split(/[^\p{L}\p{N}]+/u)
  return parts.filter((part, number) => part && !(number === 0 && part === lang)).join(" ")
}
