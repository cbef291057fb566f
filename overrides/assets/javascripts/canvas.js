/* The recipe as a form: several sheets, saved at every keystroke, printed, exported, imported and shared. */
import { fromJson, fromMarkdown, pack, Problem, toJson, toMarkdown, toText, unpack } from "./canvas-format.js"
import { newId, openStore } from "./canvas-store.js"
import { button, clock, copy, download, fileName, fill, guard, make, number, wordsOf } from "./tool.js"

const LAST = "samskabelse.last-sheet"
const LONG_LINK = 2000

/** The sheet that was open last, in this tab or in any; without storage nobody knows. */
const last = (place, id) => {
  try {
    return id ? window[place].setItem(LAST, id) : window[place].getItem(LAST)
  } catch {
    return undefined
  }
}

export default function start(root) {
  const words = wordsOf(root)
  const part = (name) => root.querySelector(`[data-part="${name}"]`)
  const form = part("sheet")
  const blocks = () => [...form.querySelectorAll("[data-field]")]
  const input = (block) => block.querySelector("input, textarea")
  const labels = Object.create(null)
  for (const block of blocks()) labels[block.dataset.field] = block.querySelector("label").textContent.trim()
  const asked = root.dataset.questions.split(" ")
  const store = openStore("canvas", changedElsewhere)
  const say = (text, ...more) => part("status").replaceChildren(text, ...more)
  const sheetOf = (id) => {
    const { name = "", ...fields } = store.read(id)
    const ordered = [...Object.keys(labels), ...Object.keys(fields)].filter((key) => fields[key])
    return { name, fields: Object.fromEntries(ordered.map((key) => [key, fields[key]])) }
  }
  const titleOf = (id) => store.read(id).name?.trim() || words.unnamed
  const allSheets = () => store.sheets().map(sheetOf)
  const saveAll = () => download(`${words.file}.json`, "application/json", toJson(allSheets()))
  const warn = guard(store, words, part("notices"), saveAll)

  /* What is on the screen ------------------------------------------------------------------- */

  function show(id) {
    store.open = id
    for (const place of ["sessionStorage", "localStorage"]) last(place, id)
    const fields = store.read(id)
    for (const old of form.querySelectorAll("[data-extra]")) old.remove()
    for (const key of Object.keys(fields)) if (!(key in labels) && key !== "name" && fields[key]) addBlock(key)
    for (const block of blocks()) fillBlock(block, fields[block.dataset.field] || "")
    part("saved").textContent = ""
    showKept()
    showList()
    count()
  }

  function fillBlock(block, text) {
    const field = input(block)
    if (field.value !== text) {
      const { selectionStart, selectionEnd } = field
      field.value = text
      if (document.activeElement === field) field.setSelectionRange(selectionStart, selectionEnd)
    }
    block.querySelector("[data-paper]").textContent = text
  }

  /** A field that a file brought along and the sheet does not know: shown at the end under its key. */
  function addBlock(key) {
    const block = blocks().at(-1).cloneNode(true)
    block.dataset.field = key
    block.dataset.extra = ""
    for (const one of block.querySelectorAll("details, sup, ul")) one.remove()
    input(block).id = `${root.id}-${key}`
    const label = block.querySelector("label")
    label.htmlFor = input(block).id
    label.textContent = key
    form.append(block)
  }

  function showList() {
    const list = part("list")
    const ids = store.sheets()
    if (!ids.includes(store.open)) ids.push(store.open)
    list.replaceChildren(...ids.map((id) => make("option", { value: id, selected: id === store.open }, titleOf(id))))
    const deleted = store.sheets(true)
    part("deleted").hidden = !deleted.length
    part("deleted").querySelector("ul").replaceChildren(
      ...deleted.map((id) =>
        make("li", {}, make("bdi", {}, titleOf(id)), " ", button(words.undo, () => restore(id)), " ", button(words.discard, () => purge(id)))
      )
    )
  }

  /** What lost against a text from another tab stands under its field until the reader has chosen. */
  function showKept() {
    for (const old of form.querySelectorAll("[data-kept]")) old.remove()
    for (const [key, field, text] of store.kept(store.open)) {
      const block = blocks().find((one) => one.dataset.field === field)
      if (!block) continue
      const done = () => {
        store.discard(key)
        showKept()
        input(block).focus()
      }
      const add = () => {
        input(block).value = [input(block).value, text].filter(Boolean).join(input(block).matches("input") ? " · " : "\n\n")
        save(block)
        done()
      }
      const box = make("div", { className: "hb-canvas__kept" }, make("p", {}, words.kept), make("p", { dir: "auto", className: "hb-canvas__text" }, text))
      box.dataset.kept = ""
      box.append(button(words.append, add), " ", button(words.discard, done))
      block.append(box)
    }
  }

  function count() {
    const done = asked.filter((key) => store.read(store.open)[key]?.trim()).length
    const text = fill(words.answered, { done, all: asked.length })
    if (part("count").textContent !== text) part("count").textContent = text
  }

  /* Saving ------------------------------------------------------------------------------------ */

  function save(block) {
    const field = input(block)
    const key = block.dataset.field
    if ((store.read(store.open)[key] || "") !== field.value) {
      store.write(store.open, key, field.value)
      block.querySelector("[data-paper]").textContent = field.value
      if (!store.unsaved) part("saved").textContent = fill(words.saved, { time: clock() })
      else part("saved").textContent = ""
      if (key === "name") showList()
      count()
    }
    warn()
  }
  const saveScreen = () => {
    for (const block of blocks()) save(block)
  }
  for (const type of ["input", "change", "compositionend"])
    form.addEventListener(type, ({ target }) => {
      const block = target.closest("[data-field]")
      if (block) save(block)
      if (type === "input") say("")
    })
  window.addEventListener("pagehide", saveScreen)
  document.addEventListener("visibilitychange", saveScreen)
  form.addEventListener("submit", (event) => event.preventDefault())

  function changedElsewhere(id, field) {
    warn()
    if (id === store.open) {
      if (store.sheets(true).includes(id)) say(words.deleted_elsewhere)
      else {
        const block = blocks().find((one) => one.dataset.field === field)
        if (block) fillBlock(block, store.read(id)[field] || "")
        else if (!store.kept(id).length) return show(id)
        showKept()
        count()
      }
    }
    showList()
  }

  /* Sheets ------------------------------------------------------------------------------------ */

  function add({ name, fields }) {
    const id = newId()
    for (const [key, text] of Object.entries({ ...fields, name })) if (text) store.write(id, key, text)
    warn()
    return id
  }
  function restore(id) {
    store.restore(id)
    show(id)
    say(fill(words.restored, { name: titleOf(id) }))
    input(blocks()[0]).focus()
  }
  function purge(id) {
    store.purge(id)
    if (id === store.open) show(store.sheets().at(-1) || newId())
    showList()
    say(words.gone)
    part("list").focus()
  }

  const actions = {
    new() {
      show(newId())
      say(words.new_made)
      input(blocks()[0]).focus()
    },
    duplicate() {
      const sheet = sheetOf(store.open)
      show(add({ ...sheet, name: fill(words.copy_of, { name: sheet.name || words.unnamed }) }))
      say(fill(words.added, { name: titleOf(store.open) }))
    },
    delete() {
      const id = store.open
      const name = titleOf(id)
      if (!store.sheets().includes(id)) return say(words.empty)
      store.remove(id)
      show(store.sheets().at(-1) || newId())
      const undo = button(words.undo, () => restore(id))
      say(fill(words.deleted, { name }), " ", undo)
      undo.focus()
    },
    example() {
      const text = (block) => block.querySelector("[data-example]")?.textContent.replace(/^[»‘]|[«’]$/g, "")
      const all = Object.fromEntries(blocks().map((block) => [block.dataset.field, text(block)]).filter(([, found]) => found))
      const { name, ...fields } = all
      show(add({ name, fields }))
      say(fill(words.added, { name: titleOf(store.open) }))
    },
    print: () => window.print(),
    group() {
      root.classList.add("hb-canvas--group")
      window.addEventListener("afterprint", () => root.classList.remove("hb-canvas--group"), { once: true })
      window.print()
    },
    async copy() {
      say((await copy(toText(sheetOf(store.open), labels), part("copy"))) ? words.copied : words.copy_failed)
    },
    json: () => download(`${fileName(store.read(store.open).name || "", words.file)}.json`, "application/json", toJson([sheetOf(store.open)])),
    markdown: () => download(`${fileName(store.read(store.open).name || "", words.file)}.md`, "text/markdown", toMarkdown(sheetOf(store.open), labels)),
    all: saveAll,
    import: () => part("file").click(),
    async share() {
      try {
        const url = new URL(`#ark=${await pack(sheetOf(store.open))}`, location.href).href
        const copied = await copy(url, part("copy"))
        const size = { count: number(url.length) }
        say([copied ? words.copied : words.copy_failed, fill(url.length > LONG_LINK ? words.link_long : words.link_made, size)].join(" "))
      } catch (error) {
        refuse(error)
      }
    },
  }
  root.addEventListener("click", ({ target }) => {
    const name = target.closest("[data-do]")?.dataset.do
    if (name) saveScreen(), actions[name]()
  })
  part("list").addEventListener("change", ({ target }) => (saveScreen(), show(target.value)))

  /* Files and links: read, shown as text, added as new sheets; nothing that is here is changed. */

  function refuse(error, name = "") {
    if (!(error instanceof Problem)) throw error
    say(fill(words[error.code], { name }))
  }

  part("file").addEventListener("change", async ({ target }) => {
    const added = []
    let failed
    for (const file of target.files)
      try {
        if (file.size > 20_000_000) throw new Problem("big")
        const text = await file.text()
        const sheets = text.trimStart().startsWith("{") ? fromJson(text) : fromMarkdown(text)
        added.push(...sheets.map(add))
      } catch (error) {
        failed = () => refuse(error, file.name)
      }
    target.value = ""
    if (added.length) {
      show(added.at(-1))
      say(added.map((id) => fill(words.added, { name: titleOf(id) })).join(" "))
    }
    failed?.()
  })

  async function readLink() {
    const found = /^#ark=(.*)$/s.exec(location.hash)
    if (!found) return
    let sheet
    try {
      sheet = await unpack(found[1])
    } catch (error) {
      return refuse(error instanceof Problem && error.code === "bad" ? new Problem("bad_link") : error)
    }
    const view = part("preview")
    const close = () => {
      history.replaceState(history.state, "", location.pathname + location.search)
      view.hidden = true
    }
    const rows = Object.entries({ name: sheet.name, ...sheet.fields })
      .filter(([, text]) => text)
      .flatMap(([key, text]) => [make("dt", {}, labels[key] || key), make("dd", { dir: "auto", className: "hb-canvas__text" }, text)])
    const take = button(words.take, () => {
      close()
      show(add(sheet))
      say(fill(words.added, { name: titleOf(store.open) }))
      input(blocks()[0]).focus()
    })
    const leave = button(words.leave, () => {
      close()
      say(words.left)
      part("list").focus()
    })
    view.replaceChildren(make("p", { className: "hb-label" }, words.shared), make("p", {}, take, " ", leave), make("dl", {}, ...rows))
    view.hidden = false
    view.focus()
  }
  window.addEventListener("hashchange", readLink)

  const ids = store.sheets()
  show([last("sessionStorage"), last("localStorage")].find((id) => ids.includes(id)) || ids.at(-1) || newId())
  // Until now nothing could be typed, so that nothing typed can be lost.
  for (const block of blocks()) input(block).readOnly = false
  readLink()
}
