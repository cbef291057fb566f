/*
 * Keeps what a person types in the browser's storage, one entry a field, so that two tabs that type in
 * different fields never meet. `samskabelse.2.TOOL.SHEET.FIELD` holds {t: text, at: time, by: tab, s: {tab: number}}:
 * `s` counts the writes of each tab that this text builds on. Of two texts where neither builds on the other,
 * the later one shows, and the other is kept beside it under the key of the field and `.TAB-NUMBER`.
 * What cannot be read is put aside and never written over; what a newer edition wrote is not touched.
 */
export const VERSION = 2
const HEAD = `samskabelse.${VERSION}.`
const ASIDE = "samskabelse.aside."
const KEY = /^samskabelse\.2\.([a-z0-9-]+)\.([a-z0-9]+)\.([a-z0-9-]+)(\.[a-z0-9-]+)?$/
const WEEK = 7 * 24 * 3600 * 1000
const TABS = 40

const isEntry = (one) =>
  one !== null && typeof one === "object" && typeof one.t === "string" && Number.isFinite(one.at) &&
  typeof one.by === "string" && one.s !== null && typeof one.s === "object" &&
  Object.values(one.s).every(Number.isSafeInteger)

const parse = (raw) => {
  try {
    const one = JSON.parse(raw)
    return isEntry(one) ? one : undefined
  } catch {
    return undefined
  }
}

/** Whether a text builds on another. */
const covers = (one, other) => Object.entries(other.s).every(([tab, number]) => (one.s[tab] || 0) >= number)
const later = (one, other) => one.at > other.at || (one.at === other.at && one.by > other.by)
const joined = (one, other) => {
  const all = { ...one }
  for (const [tab, number] of Object.entries(other)) all[tab] = Math.max(all[tab] || 0, number)
  return all
}
export const newId = () => Date.now().toString(36) + Math.random().toString(36).slice(2, 7)

/** One sheet as version 1 had it, all sheets in one key: {canvases: [{id, name, fields: {field: text}}]}. */
function* versionOne(raw) {
  for (const { id, name = "", fields } of JSON.parse(raw).canvases) {
    if (!/^[a-z0-9]+$/.test(id)) throw new Error("no sheet")
    for (const [field, text] of Object.entries({ name, ...fields }))
      if (typeof text === "string" && /^[a-z0-9-]+$/.test(field)) yield [id, field, text]
      else throw new Error("no sheet")
  }
}

/**
 * The sheets of one tool.
 * @param {string} tool Its name in the keys.
 * @param {(sheet: string, field: string) => void} changed Called when another tab changed a field.
 */
export function openStore(tool, changed = () => {}) {
  const tab = "t" + Math.random().toString(36).slice(2, 8)
  const entries = new Map()
  const unsaved = new Set()
  const blocked = new Set()
  const removed = new Set()
  let ready = false
  let state = ""
  const storage = () => {
    try {
      return window.localStorage
    } catch {
      return undefined
    }
  }
  const attempt = (action) => {
    try {
      const place = storage()
      if (!place) throw new Error("forbidden")
      action(place)
      return true
    } catch (error) {
      state = /quota/i.test(error.name) ? "full" : "forbidden"
      return false
    }
  }
  const raw = (key) => {
    try {
      return storage().getItem(key)
    } catch {
      return null
    }
  }
  const keys = () => {
    try {
      return Object.keys(storage())
    } catch {
      return []
    }
  }
  const keyOf = (...parts) => HEAD + [tool, ...parts].join(".")

  /** Move what cannot be read out of the way; while that fails, nothing is written in its place. */
  const putAside = (key) => {
    const text = raw(key)
    if (text === null) return blocked.delete(key)
    blocked.add(key)
    const to = ASIDE + newId() + "." + key
    if (attempt((place) => place.setItem(to, text)) && attempt((place) => place.removeItem(key))) blocked.delete(key)
  }

  /** Write everything that is not yet in the storage. */
  const flush = () => {
    if (!unsaved.size && !blocked.size) return
    for (const key of [...blocked]) putAside(key)
    let whole = true
    for (const key of [...unsaved]) {
      const entry = entries.get(key)
      const done = !blocked.has(key) && attempt((place) => (entry ? place.setItem(key, JSON.stringify(entry)) : place.removeItem(key)))
      if (done) unsaved.delete(key)
      else whole = false
    }
    if (whole && !blocked.size) state = ""
  }
  const put = (key, entry) => {
    entries.set(key, entry)
    unsaved.add(key)
  }
  const keep = (key, loser, winner) => {
    const needed = loser.t.trim() && !winner.t.includes(loser.t)
    if (needed) put(`${key}.${loser.by}-${loser.s[loser.by] || 0}`, loser)
    return needed
  }

  /** Take in a text that stands in the storage; true when another text is shown now. */
  const meet = (key, other) => {
    const mine = entries.get(key)
    if (!mine || covers(other, mine)) {
      entries.set(key, other)
      unsaved.delete(key)
      return !mine || mine.t !== other.t
    }
    if (covers(mine, other)) return false
    const [winner, loser] = later(mine, other) ? [mine, other] : [other, mine]
    keep(key, loser, winner)
    put(key, { ...winner, s: joined(mine.s, other.s) })
    return true
  }

  const write = (sheet, field, text) => {
    const key = keyOf(sheet, field)
    const mine = entries.get(key)
    const there = parse(raw(key))
    const kept = there && (!mine || !covers(mine, there)) && keep(key, there, { t: text })
    const seen = joined(mine?.s || {}, there?.s || {})
    const own = (seen[tab] || 0) + 1
    const tabs = Object.keys(seen)
    for (const old of tabs.slice(0, Math.max(0, tabs.length - TABS))) delete seen[old]
    put(key, { t: text.toWellFormed?.() ?? text, at: Date.now(), by: tab, s: { ...seen, [tab]: own } })
    for (const one of removed) if (one.startsWith(keyOf(sheet, ""))) removed.delete(one) && unsaved.add(one)
    const gone = keyOf(sheet, "gone")
    if (entries.has(gone) && field !== "gone") drop(gone)
    flush()
    if (kept) changed(sheet, field)
  }
  const drop = (key) => {
    entries.delete(key)
    unsaved.add(key)
  }

  const migrate = () => {
    const key = "samskabelse.opskriften.v1"
    const old = tool === "canvas" ? raw(key) : null
    if (old === null) return
    try {
      for (const [sheet, field, text] of [...versionOne(old)]) {
        const known = entries.get(keyOf(sheet, field))
        if (known) keep(keyOf(sheet, field), { t: text, at: 0, by: "v1", s: { v1: 1 } }, known)
        else if (text) put(keyOf(sheet, field), { t: text, at: Date.now(), by: tab, s: { [tab]: 1 } })
      }
    } catch {
      return putAside(key)
    }
    flush()
    if (!unsaved.size) attempt((place) => place.removeItem(key))
  }

  /** Read what other tabs wrote while this one slept, and what is there when it opens. */
  const refresh = () => {
    const moved = []
    for (const key of keys()) {
      const parts = KEY.exec(key)
      if (!key.startsWith(keyOf(""))) continue
      const entry = parts && parse(raw(key))
      if (!entry) putAside(key)
      else if (meet(key, entry)) moved.push([parts[2], parts[3]])
    }
    if (unsaved.size) flush()
    if (ready) for (const one of moved) changed(...one)
  }

  window.addEventListener("storage", ({ key, newValue }) => {
    if (key === null) for (const one of entries.keys()) removed.add(one)
    const parts = key && KEY.exec(key)
    if (!parts || parts[1] !== tool) return
    if (newValue === null) {
      // What is on the screen stays there, and is written again when it is changed.
      if (parts[2] === store.open && parts[3] !== "gone" && !parts[4]) removed.add(key)
      else entries.delete(key)
      return changed(parts[2], parts[3])
    }
    const entry = parse(newValue)
    if (!entry || !meet(key, entry)) return
    flush()
    changed(parts[2], parts[3])
  })
  for (const type of ["pagehide", "pageshow", "visibilitychange"]) {
    const target = type === "visibilitychange" ? document : window
    target.addEventListener(type, () => (flush(), document.visibilityState === "visible" && refresh()))
  }

  const of = (sheet) => [...entries].filter(([key]) => key.startsWith(keyOf(sheet, "")))
  const store = {
    /** The sheet on the screen. */
    open: "",
    write,
    refresh,
    flush,
    /** "", "full" or "forbidden". */
    get state() {
      return state
    },
    /** Whether something typed is nowhere but on this page. */
    get unsaved() {
      return unsaved.size > 0
    },
    /** Sheets, oldest first; deleted ones when asked for. */
    sheets(deleted = false) {
      const ids = new Set([...entries.keys()].map((key) => KEY.exec(key)[2]))
      return [...ids].filter((id) => entries.has(keyOf(id, "gone")) === deleted).sort()
    },
    read(sheet) {
      const fields = Object.create(null)
      for (const [key, entry] of of(sheet)) {
        const [, , , field, kept] = KEY.exec(key)
        if (!kept && field !== "gone") fields[field] = entry.t
      }
      return fields
    },
    /** Texts that lost against a later one in another tab: [key, field, text]. */
    kept: (sheet) => of(sheet).filter(([key]) => KEY.exec(key)[4]).map(([key, entry]) => [key, KEY.exec(key)[3], entry.t]),
    discard(key) {
      drop(key)
      flush()
    },
    remove: (sheet) => write(sheet, "gone", "1"),
    restore: (sheet) => store.discard(keyOf(sheet, "gone")),
    purge(sheet) {
      for (const [key] of of(sheet)) drop(key)
      flush()
    },
    /** What could not be read, and what a newer edition wrote: [key, raw text]. */
    aside: () => keys().filter((key) => key.startsWith(ASIDE) || blocked.has(key)).map((key) => [key, raw(key)]),
    newer: () => keys().filter((key) => /^samskabelse\.\d+\./.test(key) && parseInt(key.slice(12)) > VERSION).map((key) => [key, raw(key)]),
    forget: (key) => attempt((place) => place.removeItem(key)),
  }

  attempt((place) => {
    place.setItem("samskabelse.probe", "x".repeat(64))
    place.removeItem("samskabelse.probe")
  })
  refresh()
  migrate()
  ready = true
  for (const sheet of store.sheets(true)) if (Date.now() - entries.get(keyOf(sheet, "gone")).at > WEEK) store.purge(sheet)
  return store
}
