/* A result as the reader sees it: a link with the page, the section, and why it was found, marked. */
import { WORD, fold } from "./search-engine.js"

const LENGTH = 170
const LONGEST_ENDING = 5

/**
 * A link to a result.
 *
 * @param {{url: string, title: string, heading: string, text: string, marks: object[], why: string[]}} result
 * @returns {HTMLAnchorElement}
 */
export function link(result) {
  const anchor = make("a", "hb-search__link")
  anchor.href = result.url
  const title = make("span", "hb-search__title")
  title.append(...marked(result.title, result.marks))
  if (result.heading) title.append(" › ", ...marked(result.heading, result.marks))
  const snippet = make("span", "hb-search__snippet")
  snippet.append(...reason(result), ...marked(excerpt(result), result.marks))
  anchor.append(title, snippet)
  return anchor
}

/** An element with a class and perhaps a text. */
export function make(name, className, text = "") {
  const element = document.createElement(name)
  element.className = className
  element.textContent = text
  return element
}

/** How many there are, in words. */
export function counted(words, count) {
  const text = count === 0 ? words.none : count === 1 ? words.one : words.many
  return text.replace("{count}", count)
}

/** Where the words stand that were looked for; words of the same meaning only when there is nothing better. */
function places(text, marks) {
  const all = [...text.matchAll(WORD)].map(found => ({ at: found.index, end: found.index + found[0].length, word: fold(found[0]).replace(/[-‐‑’']/g, "") }))
  const forms = new Set(marks.flatMap(mark => mark.forms))
  const long = [...forms].filter(form => form.length > 3)
  const same = marks.flatMap(mark => mark.same)
  const asked = all.filter(({ word }) => forms.has(word) || long.some(form => word.includes(form)))
  if (asked.length) return asked
  return all.filter(({ word }) => same.some(key => word.startsWith(key) && word.length - key.length <= LONGEST_ENDING))
}

function marked(text, marks) {
  const nodes = []
  let from = 0
  for (const { at, end } of places(text, marks)) {
    nodes.push(text.slice(from, at), make("mark", "hb-search__mark", text.slice(at, end)))
    from = end
  }
  return [...nodes, text.slice(from)]
}

/** The words of the question, when the page does not say them where the reader sees it. */
function reason({ title, heading, text, marks, why }) {
  if (!why.length || places(`${title} ${heading} ${text}`, marks).length) return []
  return [...why.flatMap((word, number) => [number ? ", " : "", make("mark", "hb-search__mark", word)]), " – "]
}

/** The part of the text with most of the words. */
function excerpt({ text, marks }) {
  const found = places(text, marks)
  let best = { at: 0, count: 0 }
  for (const { at } of found) {
    const here = new Set(found.filter(other => other.at >= at && other.end < at + LENGTH - 30).map(({ word }) => word))
    if (here.size > best.count) best = { at, count: here.size }
  }
  return cut(text, best.at)
}

function cut(text, at) {
  const sentence = Math.max(text.lastIndexOf(". ", at), text.lastIndexOf(": ", at)) + 2
  let start = at - sentence < 60 && sentence > 1 ? sentence : at < 60 ? 0 : text.indexOf(" ", at - 40) + 1
  if (start > at) start = at
  let end = start + LENGTH
  if (end >= text.length) end = text.length
  else end = text.lastIndexOf(" ", end)
  return `${start ? "… " : ""}${text.slice(start, end)}${end < text.length ? " …" : ""}`
}
