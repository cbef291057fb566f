/*
 * Search in the language of the page, with that language's stemmer.
 *
 * The theme's search box talks to this worker (0 set up, 1 ready, 2 query, 3 result). Nothing is
 * fetched before the first query. A word is looked up by its stem, as the beginning of a word, as
 * a part of a compound, and with one typing error forgiven, in falling weight; æ, ø and å may be
 * typed ae, oe and aa.
 */
"use strict"

const language = new URLSearchParams(self.location.search).get("lang") === "en" ? "en" : "da"
let loading

self.addEventListener("message", async ({ data: { type, data } }) => {
  if (type === 0) self.postMessage({ type: 1 })
  if (type !== 2) return
  const words = fold(String(data)).match(/[\p{L}\p{N}]+/gu) || []
  const items = words.length ? search(await load(), words) : []
  self.postMessage({ type: 3, data: { items } })
})

function load() {
  loading ??= fetch(`../../search/${language}.json`)
    .then(response => response.json())
    .then(build)
    .catch(error => {
      loading = undefined
      throw error
    })
  return loading
}

function fold(text) {
  return text.toLowerCase().normalize("NFC").replace(/æ/g, "ae").replace(/ø/g, "oe").replace(/å/g, "aa")
}

function build(entries) {
  importScripts("lunr/lunr.js")
  if (language === "da") importScripts("lunr/min/lunr.stemmer.support.min.js", "lunr/min/lunr.da.min.js")
  const stemmer = language === "da" ? lunr.da.stemmer : lunr.stemmer
  // Text and query are folded before stemming, so that they meet however æ, ø and å were typed.
  const stem = token => stemmer(token.update(fold))
  lunr.Pipeline.registerFunction(stem, "handbookStem")
  const pages = new Map()
  const index = lunr(function () {
    this.pipeline.reset()
    this.searchPipeline.reset()
    this.pipeline.add(stem)
    this.tokenizer.separator = /[^\p{L}\p{N}]+/u
    this.ref("id")
    this.field("title", { boost: 8 })
    this.field("keywords", { boost: 4 })
    this.field("text")
    entries.forEach((entry, id) => {
      entry.plain = entry.text.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ").trim()
      this.add({ id, title: decode(entry.title), keywords: entry.keywords || "", text: decode(entry.plain) })
      pages.set(entry.location, entry)
    })
  })
  return { index, entries, pages, stem }
}

function decode(text) {
  return text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&#x27;|&#39;/g, "'").replace(/&amp;/g, "&")
}

function search({ index, entries, pages, stem }, words) {
  const hits = words.map(word => lookUp(index, stem, word))
  let found = hits.reduce((left, right) => new Map([...left].filter(([id]) => right.has(id)).map(([id, score]) => [id, score + right.get(id)])))
  if (!found.size) {
    found = new Map()
    for (const hit of hits) for (const [id, score] of hit) found.set(id, (found.get(id) || 0) + score)
  }
  const groups = new Map()
  for (const [id, score] of found) {
    const entry = entries[id]
    const page = entry.location.split("#")[0]
    if (!groups.has(page)) groups.set(page, [])
    groups.get(page).push({ ...shown(entry, words), score })
  }
  return [...groups]
    .map(([page, items]) => {
      if (!items.some(item => !item.location.includes("#")) && pages.has(page))
        items.push({ ...shown(pages.get(page), words), score: 0 })
      return items.sort((left, right) => right.score - left.score)
    })
    .sort((left, right) => right[0].score - left[0].score)
    .slice(0, 20)
}

function lookUp(index, stem, word) {
  const root = stem(new lunr.Token(word, {})).toString()
  const scores = new Map()
  const results = index.query(query => {
    query.term(root, { boost: 20, usePipeline: false })
    query.term(word, { boost: 5, usePipeline: false, wildcard: lunr.Query.wildcard.TRAILING })
    if (root.length > 4) {
      query.term(root, { boost: 3, usePipeline: false, wildcard: lunr.Query.wildcard.LEADING | lunr.Query.wildcard.TRAILING })
      query.term(root, { boost: 1, usePipeline: false, editDistance: 1 })
    }
  })
  for (const { ref, score } of results) scores.set(Number(ref), score)
  return scores
}

function shown(entry, words) {
  const mark = new RegExp(`(${words.map(word => variants(word)).join("|")})`, "giu")
  const at = Math.max(0, entry.plain.search(mark) - 60)
  const snippet = (at ? "… " : "") + entry.plain.slice(at, at + 200) + (entry.plain.length > at + 200 ? " …" : "")
  return {
    location: entry.location,
    title: entry.title.replace(mark, "<mark>$1</mark>"),
    text: snippet.replace(mark, "<mark>$1</mark>"),
    terms: {}
  }
}

function variants(word) {
  return word.replace(/ae/g, "(?:ae|æ)").replace(/oe/g, "(?:oe|ø)").replace(/aa/g, "(?:aa|å)")
}
