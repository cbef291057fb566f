/*
 * Search: look words up in the small files that macros/search made (macros/search/shards.py says what is in them),
 * and put the sections in order. Only the files that a question needs are fetched, each once.
 */
const BASE = new URL("../../", import.meta.url)
const EXACT = 1
const INFLECTED = 0.9
const TYPO = 0.7
const BEGINNING = 0.6
const COMPOUND = 0.7
const HALF = 0.5 // the only part of a compound that is known
const PARTS = 0.4 // the parts of a compound that is known itself
const PHRASE = 0.2 // two words side by side
const FEW = 0.2 // of the pages: a compound on more of them needs no help from its parts
const RELATED = 0.35
const SHARE_OF_BEST = 0.1 // what scores less than this share of the best is no answer
const REPEATED = [1, 0.55, 0.4] // a page's second and third section step back for other pages
const PAGES_FIRST = 5 // so many pages come with their best section each, before any comes with a second one
const kept = new Map()

/** The address of a result, from the root of the site. */
export const address = url => new URL(url, BASE).href

/**
 * The sections that answer a question, best first.
 *
 * @param {string} question
 * @param {{lang: string, typing?: boolean}} options typing: the last word may be unfinished
 * @returns {Promise<{hits: {piece: number}[], forms: object}>} hand `hits` to `show` for their texts
 */
export async function search(question, { lang, typing = false }) {
  const head = await start(lang)
  const terms = await understand(head, question, typing)
  return { head, question, terms, hits: rank(head, terms) }
}

/** The texts of hits: address, title, heading, text, what to highlight, and which of the reader's words led here. */
export function show({ head, question = "", terms, hits }) {
  const marks = terms.flatMap(term => term.found.map(({ entry }) => ({ forms: formsOf(entry), same: entry.same })))
  const typed = [...new Set(question.match(WORD))]
  return Promise.all(
    hits.map(async ({ piece }) => {
      const pack = last(head.packs, piece)
      const [url, title, heading, text] = (await json(head, `t${pack}.json`))[piece - head.packs[pack]]
      const led = terms.filter(({ impacts }) => impacts.has(piece)).map(({ word }) => word)
      const why = typed.filter(word => words(word).some(parts => led.some(one => one.includes(parts.join("")))))
      return { url: address(url), title, heading, text, marks, why }
    })
  )
}

/** A word as it is compared; the same as macros/search/fold.py. */
export function fold(text) {
  return text
    .toLowerCase()
    .replace(/[æå]/g, "a")
    .replace(/ø/g, "o")
    .replace(/ß/g, "s")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/ae|oe|aa/g, two => two[0])
}

export const WORD = /[\p{L}\p{N}]+(?:[-‐‑’'][\p{L}\p{N}]+)*/gu

/** The folded words of a question, each with its parts. */
export function words(text) {
  return (text.normalize("NFC").match(WORD) || []).map(word =>
    word
      .replace(/[’']s$/i, "")
      .split(/[-‐‑’']/)
      .map(fold)
  )
}

async function start(lang) {
  const raw = await json({ lang, version: "" }, "index.json")
  if (raw.ready) return raw
  raw.lang = lang
  for (const list of ["cuts", "endings"]) raw[list] = raw[list].split(" ")
  raw.stops = new Set(raw.stops.split(" "))
  let at = 0
  raw.packs = [0, ...raw.packs.split(" ").filter(Boolean).map(gap => (at += parseInt(gap, 36)))]
  raw.page = [] // of each piece
  raw.section = []
  let section = 0
  for (const [number, page] of raw.pages.split(" ").entries()) {
    for (const pieces of page) {
      for (let i = parseInt(pieces, 36); i > 0; i--) raw.page.push(number) && raw.section.push(section)
      section++
    }
  }
  raw.ready = true
  return raw
}

function fetched(head, name, read) {
  const url = `search/${head.lang}/${name}${head.version && `?${head.version}`}`
  if (!kept.has(url)) {
    const coming = fetch(new URL(url, BASE)).then(response => {
      if (!response.ok) throw new Error(`${response.status}: ${url}`)
      return read(response)
    })
    coming.catch(() => kept.delete(url)) // the next try may succeed
    kept.set(url, coming)
  }
  return kept.get(url)
}

const json = (head, name) => fetched(head, name, response => response.json())

const spelled = (head, length) =>
  head.spelling.includes(length)
    ? fetched(head, `s${length}.txt`, async response => (await response.text()).split("\n"))
    : []

/** Index of the last item that is not greater. */
function last(sorted, item) {
  let low = 0
  for (let high = sorted.length; high - low > 1; ) {
    const middle = (low + high) >> 1
    if (sorted[middle] <= item) low = middle
    else high = middle
  }
  return low
}

/** The entries of the file that a word stands in. */
function near(head, word) {
  return fetched(head, `w${last(head.cuts, word)}.txt`, async response =>
    (await response.text()).split("\n").map(line => {
      const [key, endings, postings, pages, same] = line.split("|")
      return { key, endings: endings.split(","), postings, pages, same: same ? same.split(",") : [] }
    })
  )
}

const formsOf = entry => entry.endings.map(ending => entry.key + ending)

const having = (entries, test, weight) =>
  entries.filter(entry => formsOf(entry).some(test)).map(entry => ({ entry, weight }))

/** The terms of a question: each with the entries that stand for it, best first. */
async function understand(head, question, typing) {
  const all = words(question)
  const telling = all.filter(parts => !parts.every(part => head.stops.has(part)))
  const asked = telling.length ? telling : all
  const unfinished = typing && asked[asked.length - 1] === all[all.length - 1] && !/\s$/.test(question)
  const terms = []
  for (const [number, parts] of asked.entries()) {
    if (asked.findIndex(other => other.join() === parts.join()) < number) continue
    const open = unfinished && number === asked.length - 1
    const whole = await find(head, parts.join(""), open)
    if (whole.length || parts.length === 1) terms.push(...whole)
    else for (const part of parts) if (!head.stops.has(part)) terms.push(...(await find(head, part, open)))
  }
  // What is written apart may be one word: `frivillig ledelse`, `co creation`.
  const sides = []
  for (let number = 1; number < all.length; number++) {
    const pair = [all[number - 1].join(""), all[number].join("")]
    const joined = pair.join("")
    if (joined.length < 6) continue
    const common = pair.filter(word => head.stops.has(word)).length
    if (common > 1) continue
    for (const word of [joined, `${pair[0]}s${pair[1]}`]) {
      const found = usual(head, await near(head, word), word).filter(({ weight }) => !common || weight === EXACT)
      for (const term of terms) if (pair.includes(term.word)) term.found.push(...found)
      if (found.length && !terms.some(term => pair.includes(term.word))) terms.push({ word, found })
    }
    // A page's keywords may have the pair as it stands: `sige nej`.
    for (const first of [pair[0], ...bare(head, pair[0])]) {
      const word = first + pair[1]
      const found = having(await near(head, word), form => form === word, EXACT)
      if (found.length) sides.push({ word, found, extra: PHRASE })
    }
  }
  const weighed = terms.map(term => weigh(head, term))
  // A compound that few pages have is also asked for by its parts, which no page need have.
  for (const { word, impacts } of [...weighed]) {
    if (word.length < 9 || terms.filter(term => term.word === word).length > 1) continue
    if (new Set([...impacts.keys()].map(piece => head.page[piece])).size > FEW * pagesOf(head)) continue
    const { parts } = await takeApart(head, word)
    if (parts.length > 1) weighed.push(...parts.map(found => weigh(head, { word, found, extra: PARTS })))
  }
  return weighed.concat(sides.map(term => weigh(head, term)))
}

/** Terms for a word: none when nothing is like it, two when it is a compound that nobody wrote. */
async function find(head, word, open) {
  const entries = await near(head, word)
  let found = usual(head, entries, word)
  if (open && word.length > 1) {
    const more = having(entries, form => form.startsWith(word), BEGINNING)
    found = found.concat(more.filter(({ entry }) => !found.some(one => one.entry === entry)))
  }
  if (!found.length && word.length > 4) found = having(entries, form => oneEdit(word, form), TYPO)
  if (!found.length && word.length > 3) found = having(entries, form => form.startsWith(word), BEGINNING)
  if (found.length) return [{ word, found }]
  if (word.length < 4 || head.stops.has(word)) return []
  const { parts, sure } = await takeApart(head, word)
  if (sure) return parts.map(part => ({ word, found: part }))
  found = await misspelled(head, word)
  if (found.length) return [{ word, found }]
  if (parts.length) return parts.map(part => ({ word, found: part }))
  for (let at = 2; !found.length && at < 8 && at < word.length - 4; at++) found = await part(head, word.slice(at), HALF)
  if (!found.length) found = related(entries, word)
  if (!found.length && word.length > 9) found = related(await near(head, word.slice(2)), word.slice(2)) // `afbureaukratisering`
  return found.length ? [{ word, found }] : []
}

/** The word itself, or else another inflection of it. */
function usual(head, entries, word) {
  const exact = having(entries, form => form === word, EXACT)
  if (exact.length) return exact
  const bases = new Set([word, ...bare(head, word)])
  return having(entries, form => bases.has(form) || bare(head, form).some(base => base.length > 3 && bases.has(base)), INFLECTED)
}

const bare = (head, word) =>
  head.endings.filter(ending => word.endsWith(ending) && word.length - ending.length > 2).map(ending => word.slice(0, -ending.length))

/** What stands for the two parts of a compound, or else for its beginning; and whether that is sure. */
async function takeApart(head, word) {
  let known = []
  for (let at = word.length - 3; at > 2; at--) {
    const short = at < 4
    const left = (await part(head, word.slice(0, at), COMPOUND)).filter(({ exact }) => exact || !short)
    if (!left.length) continue
    for (const link of ["", "s", "e"]) {
      const right = word.slice(at + link.length)
      if (!word.startsWith(link, at) || right.length < (short ? 4 : 3)) continue
      const found = await part(head, right, COMPOUND)
      if (found.length) return { parts: [left, found], sure: !short }
    }
    if (!known.length && !short) known = left.map(one => ({ ...one, weight: HALF }))
  }
  return { parts: known.length ? [known] : [], sure: false }
}

/** What stands for a part of a compound; an ending is none. */
async function part(head, word, weight) {
  if (head.stops.has(word) || head.endings.includes(word)) return []
  const found = usual(head, await near(head, word), word)
  return found.map(one => ({ ...one, weight, exact: one.weight === EXACT }))
}

async function misspelled(head, word) {
  const lists = await Promise.all([word.length - 1, word.length, word.length + 1].map(length => spelled(head, length)))
  const meant = lists.flat().filter(form => oneEdit(word, form))
  const found = await Promise.all(meant.slice(0, 5).map(async form => having(await near(head, form), other => other === form, TYPO)))
  return found.flat()
}

/** Words that begin alike for most of their length, when there is nothing nearer. */
function related(entries, word) {
  const enough = Math.max(5, Math.ceil(word.length * 0.6))
  return having(entries, form => form.slice(0, enough) === word.slice(0, enough), RELATED)
}

/** Whether two words differ by one letter more, less or other, or by two that changed places. */
export function oneEdit(one, other) {
  const gap = other.length - one.length
  if (Math.abs(gap) > 1 || one === other) return false
  let at = 0
  while (one[at] === other[at]) at++
  if (gap > 0) return one.slice(at) === other.slice(at + 1)
  if (gap < 0) return one.slice(at + 1) === other.slice(at)
  if (one.slice(at + 1) === other.slice(at + 1)) return true
  return one[at] === other[at + 1] && one[at + 1] === other[at] && one.slice(at + 2) === other.slice(at + 2)
}

/** Add to a term what each piece says about it, and how rare it is: on how many pages it says something. */
function weigh(head, { word, found, extra = 1 }) {
  const impacts = new Map()
  const best = new Map() // of each page
  let pages = 0
  for (const { entry, weight } of found) {
    let piece = -1
    for (const [, gap, level] of entry.postings.matchAll(/([0-9a-z]*)([A-Z])/g)) {
      piece += gap ? parseInt(gap, 36) : 1
      const impact = (level.charCodeAt(0) - 64) * 0.2 * weight
      if (impact > (impacts.get(piece) || 0)) impacts.set(piece, impact)
      best.set(head.page[piece], Math.max(impacts.get(piece), best.get(head.page[piece]) || 0))
    }
    if (entry.pages) pages = Math.max(pages, parseInt(entry.pages, 36))
  }
  let saying = 0 // a page that hardly mentions the word counts little
  for (const impact of best.values()) saying += Math.min(1, impact)
  pages = Math.max(pages, saying)
  const sure = Math.max(0, ...found.map(({ weight }) => weight))
  const rarity = extra * sure * Math.log(1 + (2 * (pagesOf(head) - pages + 0.5)) / (pages + 0.5))
  return { word, found, impacts, rarity, must: extra === 1 ? rarity : 0 }
}

function rank(head, terms) {
  const pages = new Map()
  const total = terms.reduce((sum, term) => sum + term.must, 0)
  terms.forEach((term, number) => {
    for (const [piece, impact] of term.impacts) {
      const page = head.page[piece]
      if (!pages.has(page)) pages.set(page, { best: terms.map(() => 0), count: terms.map(() => 0), pieces: new Map() })
      const { best, count, pieces } = pages.get(page)
      best[number] = Math.max(best[number], impact)
      count[number]++
      pieces.set(piece, (pieces.get(piece) || 0) + term.rarity * impact)
    }
  })
  const answers = [] // of each page its best sections
  for (const { best, count, pieces } of pages.values()) {
    let evidence = 0
    let covered = 0
    terms.forEach(({ rarity, must }, number) => {
      if (!count[number]) return
      evidence += rarity * (best[number] + 0.2 * Math.log(1 + count[number]))
      covered += must
    })
    const sections = new Map()
    for (const [piece, score] of pieces) {
      const known = sections.get(head.section[piece])
      if (!known || score > known.score) sections.set(head.section[piece], { piece, score })
    }
    const order = [...sections.values()].sort(better)
    const page = (evidence + 0.5 * order[0].score) * Math.sqrt(0.2 + covered / total)
    const scored = ({ piece, score }, number) => ({ piece, score: (page * REPEATED[number] * score) / order[0].score })
    answers.push(order.slice(0, REPEATED.length).map(scored))
  }
  answers.sort(([one], [other]) => better(one, other))
  const first = answers.slice(0, PAGES_FIRST).map(([best]) => best)
  const rest = answers.flatMap((sections, number) => sections.slice(number < PAGES_FIRST ? 1 : 0))
  return [...first, ...rest.sort(better)].filter(({ score }) => score > first[0].score * SHARE_OF_BEST)
}

const pagesOf = head => head.page[head.page.length - 1] + 1

const better = (one, other) => other.score - one.score || one.piece - other.piece
