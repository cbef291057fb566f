/* A checklist that keeps its answers, says what they mean, and lays two people's answers side by side. */
import { openStore } from "./canvas-store.js"
import { judge, readAnswers } from "./checklist-rules.js"
import { button, clock, copy, download, fill, guard, make, wordsOf } from "./tool.js"

const SHEET = "answers"

export default function start(root) {
  const words = wordsOf(root)
  const part = (name) => root.querySelector(`[data-part="${name}"]`)
  const form = root.querySelector("form")
  const { rules, letters } = JSON.parse(root.dataset.rules)
  const sets = [...form.querySelectorAll("[data-question]")]
  const keys = sets.map((one) => one.dataset.question)
  const radios = (set) => [...set.querySelectorAll("input")]
  const note = (set) => set.querySelector("textarea")
  const store = openStore(root.dataset.key, () => (show(), warn()))
  store.open = SHEET
  const say = (text, ...more) => part("status").replaceChildren(text, ...more)
  const answers = () => keys.map((key) => store.read(SHEET)[key] || "-").join("")
  const other = () => readAnswers(store.read(SHEET).other || "", letters)[0]
  const warn = guard(store, words, part("notices"), () => download(`${root.dataset.key}.txt`, "text/plain", plain()))
  let viewed = [] // answers from a link, shown instead of the reader's own

  const question = (at) => sets[at].querySelector("[data-text]").textContent.trim()
  const named = (at) => `${at + 1}. ${question(at)}`
  const answer = (at, letter) => radios(sets[at]).find((one) => one.value === letter)?.parentElement.textContent.trim() || words.none

  /* The form ---------------------------------------------------------------------------------- */

  function show() {
    const stored = store.read(SHEET)
    for (const set of sets) {
      const key = set.dataset.question
      for (const one of radios(set)) one.checked = one.value === stored[key]
      if (note(set) && note(set).value !== (stored[`note-${key}`] || "")) note(set).value = stored[`note-${key}`] || ""
      paper(set)
    }
    for (const old of form.querySelectorAll("[data-kept]")) old.remove()
    for (const [key, field, text] of store.kept(SHEET)) {
      const set = sets.find((one) => `note-${one.dataset.question}` === field)
      if (!set) store.discard(key)
      else {
        const box = make("p", { dir: "auto" }, `${words.kept} ${text} `, button(words.discard, () => (store.discard(key), show())))
        box.dataset.kept = ""
        set.append(box)
      }
    }
    count()
  }
  function count() {
    const done = [...answers()].filter((letter) => letter !== "-").length
    const text = fill(words.answered, { done, all: keys.length })
    if (part("count").textContent !== text) part("count").textContent = text
  }
  const paper = (set) => note(set) && (set.querySelector("[data-paper]").textContent = note(set).value)

  function keep(field, text) {
    if ((store.read(SHEET)[field] || "") === text) return
    store.write(SHEET, field, text)
    part("saved").textContent = store.unsaved ? "" : fill(words.saved, { time: clock() })
  }
  function saveScreen() {
    for (const set of sets) {
      const chosen = radios(set).find((one) => one.checked)
      if (chosen) keep(set.dataset.question, chosen.value)
      if (note(set)) keep(`note-${set.dataset.question}`, note(set).value), paper(set)
    }
    count()
    warn()
  }
  for (const type of ["input", "change", "compositionend"])
    form.addEventListener(type, () => {
      saveScreen()
      if (type === "input") say("")
      if (part("result").childElementCount && !viewed.length) result()
    })
  window.addEventListener("pagehide", saveScreen)

  function clear() {
    const before = store.read(SHEET)
    for (const key of Object.keys(before)) keep(key, "")
    viewed = []
    show()
    part("result").replaceChildren()
    const undo = button(words.undo, () => {
      for (const [key, text] of Object.entries(before)) keep(key, text)
      show()
      say(words.restored)
      part("status").focus()
    })
    say(words.cleared, " ", undo)
    undo.focus()
    warn()
  }
  form.addEventListener("reset", (event) => (event.preventDefault(), clear()))

  /* The result -------------------------------------------------------------------------------- */

  /** Question and source, as the form has them. */
  function cited(at) {
    const line = make("li", {}, named(at))
    const mark = sets[at].querySelector("sup")?.cloneNode(true)
    for (const one of mark?.querySelectorAll("[id]") || []) one.removeAttribute("id")
    line.append(mark || "")
    return line
  }
  function verdict(set) {
    const found = judge(rules, keys, set)
    const box = make("div")
    if (!found) {
      const missing = [...set].flatMap((letter, at) => (letter === "-" ? [make("li", {}, named(at))] : []))
      box.append(make("p", { className: "hb-label" }, words.missing), make("ul", {}, ...missing))
      return box
    }
    const outcome = root.querySelector(`[data-outcome="${found.outcome}"]`)
    box.append(make("p", { className: "hb-checklist__verdict" }, outcome.querySelector("b").textContent))
    const top = set.lastIndexOf("J")
    const steps = sets.map((one) => one.querySelector("[data-result]"))
    if (steps.every(Boolean)) box.append(stairs(set, top))
    if (top >= 0 && steps[top]) box.append(make("p", {}, steps[top].textContent.trim()))
    box.append(make("p", {}, outcome.querySelector("span").textContent))
    if (found.because.length) box.append(make("ul", {}, ...found.because.map((key) => cited(keys.indexOf(key)))))
    const next = top >= 0 && sets[top].querySelector("[data-next]")
    if (next) box.append(make("p", {}, next.textContent.trim()))
    return box
  }
  const stairs = (set, top) =>
    make("ol", { className: "hb-checklist__stairs" }, ...sets.map((one, at) => {
      const step = make("li", {}, make("b", {}, answer(at, set[at])), ` ${question(at)}`)
      if (set[at] === "J") step.className = "hb-checklist__stair--met"
      if (at === top) step.setAttribute("aria-current", "step")
      return step
    }))

  /** Two people's answers: what each gives, and question by question. */
  function beside(sides) {
    const titles = [words.first_answers, words.second_answers]
    const columns = make("div", { className: "hb-checklist__sides" }, ...sides.map((set, side) => make("div", {}, make("p", { className: "hb-label" }, titles[side]), verdict(set))))
    const head = make("tr", {}, ...[words.question, ...titles, words.difference].map((text) => make("th", { scope: "col" }, text)))
    const rows = keys.map((key, at) => {
      const cells = [answer(at, sides[0][at]), answer(at, sides[1][at]), sides[0][at] === sides[1][at] ? words.same : words.differs]
      const row = make("tr", {}, make("th", { scope: "row" }, named(at)), ...cells.map((text, index) => {
        const cell = make("td", {}, text)
        cell.dataset.label = [...titles, words.difference][index]
        return cell
      }))
      if (sides[0][at] !== sides[1][at]) row.className = "hb-checklist__differs"
      return row
    })
    return [columns, make("table", { className: "hb-table" }, make("caption", {}, words.side_by_side), make("thead", {}, head), make("tbody", {}, ...rows))]
  }

  const shown = () => (viewed.length ? viewed : [other(), answers()].filter(Boolean))

  function result() {
    const sides = shown()
    part("result").replaceChildren(
      make("p", { className: "hb-checklist__title" }, viewed.length ? words.shared : words.result),
      ...(sides.length > 1 ? beside(sides) : [verdict(sides[0])]),
      make("p", { className: "hb-checklist__tools" }, ...tools())
    )
  }
  function tools() {
    const print = button(words.print, () => window.print())
    if (viewed.length === 1) {
      const [set] = viewed
      return [button(words.compare, () => (leaveLink(), keep("other", set), part("result").replaceChildren(), say(words.answer_now), radios(sets[0])[0].focus())), print, button(words.close, leaveLink)]
    }
    if (viewed.length) return [print, button(words.close, leaveLink)]
    return [print, button(words.copy, async () => say((await copy(plain(), part("copy"))) ? words.copied : words.copy_failed)), button(words.share, share), ...(other() ? [button(words.stop_comparing, stopComparing)] : answers().includes("-") ? [] : [button(words.pass_on, passOn)])]
  }
  function present() {
    result()
    part("result").focus()
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    saveScreen()
    viewed = []
    present()
  })

  /** The first person's answers are put away unseen, and the next person begins with an empty form. */
  function passOn() {
    const mine = answers()
    for (const key of keys) keep(key, "")
    keep("other", mine)
    show()
    part("result").replaceChildren()
    say(words.answer_now)
    radios(sets[0])[0].focus()
  }
  function stopComparing() {
    keep("other", "")
    present()
  }

  const plain = () =>
    shown()
      .map((set) => {
        const found = judge(rules, keys, set)
        const lines = keys.map((key, at) => {
          const why = viewed.length ? "" : store.read(SHEET)[`note-${key}`]
          return `${named(at)} ${answer(at, set[at])}${why ? `\n   ${why}` : ""}`
        })
        const title = found ? root.querySelector(`[data-outcome="${found.outcome}"] b`).textContent : words.missing
        return [title, "", ...lines].join("\n")
      })
      .join("\n\n") + "\n"

  async function share() {
    const url = new URL(`#svar=${shown().join(".")}`, location.href).href
    say((await copy(url, part("copy"))) ? words.link_made : words.copy_failed)
  }
  function leaveLink() {
    viewed = []
    history.replaceState(history.state, "", location.pathname + location.search)
    part("result").replaceChildren()
    form.querySelector("input").focus()
  }
  function readLink() {
    const found = /^#svar=(.*)$/s.exec(location.hash)
    if (!found) return
    viewed = readAnswers(found[1], letters)
    if (viewed.length) present()
    else say(words.bad_link)
  }
  window.addEventListener("hashchange", readLink)
  // What was ticked before this script was there counts.
  const early = sets.map((set) => radios(set).find((one) => one.checked))
  early.forEach((one, at) => one && keep(keys[at], one.value))
  show()
  for (const set of sets) if (note(set)) note(set).readOnly = false
  readLink()
}
