/*
 * The forms in which sheets travel: JSON and Markdown files, plain text, and the part of a link after `#`.
 * Pure functions. A sheet is {name, fields: {key: text}}. Readers throw a Problem that says which words fit.
 */
const FORMAT = "opskriften"
const VERSION = 2
const MOST = { sheets: 500, fields: 50, text: 1_000_000, link: 60_000 }
const FIELD = /^[a-z0-9-]{1,40}$/

export class Problem extends Error {
  /** @param {"bad" | "newer" | "big" | "old_browser"} code Which sentence tells it. */
  constructor(code) {
    super(code)
    this.code = code
  }
}

const lines = (text) => (text.toWellFormed?.() ?? text).replace(/\r\n?/g, "\n")
const line = (text) => lines(text).replace(/\s+/g, " ").trim()

/** A sheet from whatever a file or link held; everything but texts under known kinds of keys is refused. */
function sheet(found) {
  const { name = "", fields } = found ?? {}
  if (typeof name !== "string" || fields === null || typeof fields !== "object" || Array.isArray(fields)) throw new Problem("bad")
  const entries = Object.entries(fields)
  if (entries.length > MOST.fields) throw new Problem("big")
  const clean = Object.create(null)
  for (const [key, text] of entries) {
    if (!FIELD.test(key) || typeof text !== "string") throw new Problem("bad")
    if (text.length > MOST.text) throw new Problem("big")
    if (text) clean[key] = lines(text)
  }
  return { name: line(name), fields: clean }
}

export const toJson = (sheets) =>
  JSON.stringify({ format: FORMAT, version: VERSION, canvases: sheets.map(sheet) }, null, 2) + "\n"

export function fromJson(text) {
  let found
  try {
    found = JSON.parse(text)
  } catch {
    throw new Problem("bad")
  }
  if (found?.format !== FORMAT || !Number.isInteger(found.version) || !Array.isArray(found.canvases)) throw new Problem("bad")
  if (found.version > VERSION) throw new Problem("newer")
  if (found.canvases.length > MOST.sheets) throw new Problem("big")
  return found.canvases.map(sheet)
}

const called = (labels, key) => (Object.hasOwn(labels, key) ? labels[key] : key)

/* In Markdown a field is a heading with its key; a line of text that begins as a heading gets a backslash. */
const escaped = (text) => text.replace(/^(\\*#)/gm, "\\$1")
const unescaped = (text) => text.replace(/^\\(\\*#)/gm, "$1")
const MARK = (version) => `<!-- ${FORMAT} ${version} -->`

export function toMarkdown(one, labels = {}) {
  const { name, fields } = sheet(one)
  const parts = Object.entries(fields).map(([key, text]) => `## ${called(labels, key)} {#${key}}\n\n${escaped(text)}\n\n`)
  return `${MARK(VERSION)}\n# ${name}\n\n${parts.join("")}`
}

export function fromMarkdown(text) {
  const whole = lines(text)
  const head = /^<!-- opskriften (\d{1,6}) -->\n# ?(.*)(?:\n|$)/.exec(whole)
  if (!head) throw new Problem("bad")
  if (Number(head[1]) > VERSION) throw new Problem("newer")
  const pieces = whole.slice(head[0].length).split(/^## .*\{ ?#([a-z0-9-]{1,40}) ?\}[^\S\n]*(?:\n|$)/m)
  const fields = Object.create(null)
  if (pieces[0].trim()) fields.other = unescaped(pieces[0].trim())
  for (let at = 1; at < pieces.length; at += 2) {
    const body = unescaped(pieces[at + 1].replace(/^\n/, "").replace(/\n{1,2}$/, ""))
    const key = pieces[at]
    fields[key] = key in fields ? `${fields[key]}\n${body}` : body
  }
  return [sheet({ name: head[2], fields })]
}

/** For a mail or a note: headings and text. */
export function toText(one, labels = {}) {
  const { name, fields } = sheet(one)
  return [name, ...Object.entries(fields).map(([key, text]) => `${called(labels, key)}\n${text}`)].filter(Boolean).join("\n\n") + "\n"
}

const encode = (bytes) => {
  let text = ""
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "")
}
const decode = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0))

async function through(bytes, stream, most) {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader()
  const parts = []
  let length = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    parts.push(value)
    length += value.length
    if (length > most) throw new Problem("big")
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer())
}

/** The sheet as the part of a link after `#ark=`: `d` and deflated, or `p` and plain where the browser cannot. */
export async function pack(one) {
  const { name, fields } = sheet(one)
  const bytes = new TextEncoder().encode(JSON.stringify([VERSION, name, fields]))
  const packed = globalThis.CompressionStream
    ? "d" + encode(await through(bytes, new CompressionStream("deflate-raw"), Infinity))
    : "p" + encode(bytes)
  if (packed.length > MOST.link) throw new Problem("big")
  return packed
}

export async function unpack(text) {
  if (!/^[dp][A-Za-z0-9_-]+$/.test(text)) throw new Problem("bad")
  if (text.length > MOST.link) throw new Problem("big")
  if (text[0] === "d" && !globalThis.DecompressionStream) throw new Problem("old_browser")
  let found
  try {
    const bytes = decode(text.slice(1))
    const plain = text[0] === "d" ? await through(bytes, new DecompressionStream("deflate-raw"), 4_000_000) : bytes
    found = JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(plain))
  } catch (error) {
    throw error instanceof Problem ? error : new Problem("bad")
  }
  if (!Array.isArray(found) || !Number.isInteger(found[0])) throw new Problem("bad")
  if (found[0] > VERSION) throw new Problem("newer")
  return sheet({ name: found[1], fields: found[2] })
}
