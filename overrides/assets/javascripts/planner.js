/*
 * Makes a programme from time, number and purpose by the rules in the page's data, and lets it be changed.
 * All of it stands in the address: t, n, m, s are the choice, p the steps once somebody has changed them, each as
 * what.minutes with e5 for exercise 5, 2-7 for step 7 of programme 2, and a letter for the parts below.
 */
const PARTS = { v: "opening", p: "pause", f: "lunch", l: "air", s: "closing" }
const MOST_STEPS = 40
const MOST_MINUTES = 180

export default function (root) {
  const data = JSON.parse(root.querySelector("script").textContent)
  const [shortest, longest, mostPeople, mostAir] = data.limits
  const form = root.querySelector("form")
  const list = root.querySelector(".hb-planner__steps")
  const add = root.querySelector("select:not([name])")
  const status = root.querySelector(".hb-planner__said")
  const button = (what) => root.querySelector(`[data-do="${what}"]`)
  const word = (key, values = {}) =>
    data.words[key].replace(/\{(\w+)\}/g, (_, name) => values[name])
  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties)
    element.append(...children)
    return element
  }
  const clock = (minutes) => `${Math.floor(minutes / 60) % 24}.${String(minutes % 60).padStart(2, "0")}`
  const sum = (steps) => steps.reduce((all, step) => all + step.minutes, 0)
  const amount = (part, time) => data.parts[part].amounts.filter(([from]) => from <= time).pop()[1]
  const fits = ([least, most], people) => least <= people && people <= most

  /* What a step is: its words and where they lead; nothing for what does not exist. */
  function meaning(what) {
    const part = Object.hasOwn(PARTS, what) && data.parts[PARTS[what]]
    if (part) return { ...part, links: [], exercise: 0 }
    if (/^e\d+$/.test(what)) {
      const number = what.slice(1)
      const one = Object.hasOwn(data.exercises, number) && data.exercises[number]
      return one && { title: one.title, says: one.says, does: "", links: [[one.title, one.url]], exercise: number }
    }
    if (!/^\d+-\d+$/.test(what)) return undefined
    const [programme, id] = what.split("-").map(Number)
    const step = data.programmes.find((one) => one.number === programme)?.steps.find((one) => one.id === id)
    if (!step) return undefined
    const one = data.exercises[step.exercise]
    return { ...step, links: one ? [[one.title, one.url], ...step.links] : step.links }
  }

  /* The rules. */
  function build({ t, n, m }) {
    const ready = data.programmes.find((one) => one.minutes === t && one.goals.includes(m) && fits(one.people, n))
    if (ready) return ready.steps.map((step) => ({ what: `${ready.number}-${step.id}`, minutes: step.minutes }))
    const kinds = (data.breaks.filter(([from]) => from <= t).pop() ?? [0, []])[1]
    const opening = { what: "v", minutes: amount("opening", t) }
    const closing = { what: "s", minutes: amount("closing", t) }
    let left = t - opening.minutes - closing.minutes
    for (const kind of kinds) left -= amount(kind, t)
    const chosen = []
    for (const number of new Set([...data.goals[m], ...data.order])) {
      const one = data.exercises[number]
      if (!fits(one.people, n)) continue
      const minutes = [one.minutes, one.shortest].find((length) => length <= left)
      if (!minutes) continue
      chosen.push({ what: `e${number}`, minutes })
      left -= minutes
    }
    const place = (step) => data.order.indexOf(Number(step.what.slice(1)))
    const steps = [opening, ...chosen.sort((a, b) => place(a) - place(b))]
    if (left >= amount("air", t)) steps.push({ what: "l", minutes: Math.min(left, mostAir) })
    else closing.minutes += left
    steps.push(closing)
    return rested(steps, kinds, t)
  }

  /* The steps with breaks between them, where the stretches are most even. */
  function rested(steps, kinds, t) {
    const ends = steps.map((_, index) => sum(steps.slice(0, index + 1)))
    const free = steps.slice(0, -1).map((_, index) => index)
    const after = new Map()
    kinds.forEach((kind, index) => {
      if (!free.length) return
      const wanted = (sum(steps) * (index + 1)) / (kinds.length + 1)
      const best = free.reduce((a, b) => (Math.abs(ends[b] - wanted) < Math.abs(ends[a] - wanted) ? b : a))
      free.splice(0, free.indexOf(best) + 1)
      const letter = Object.keys(PARTS).find((one) => PARTS[one] === kind)
      after.set(best, { what: letter, minutes: amount(kind, t) })
    })
    return steps.flatMap((step, index) => (after.has(index) ? [step, after.get(index)] : [step]))
  }

  /* The address, as a choice; what is not understood counts as not there. */
  function read() {
    const asked = new URLSearchParams(location.search)
    const number = (key, least, most, otherwise) => {
      const text = asked.get(key) ?? ""
      return /^\d{1,3}$/.test(text) && +text >= least && +text <= most ? +text : otherwise
    }
    const s = /^([01]\d|2[0-3])[0-5]\d$/.test(asked.get("s")) ? asked.get("s") : "0900"
    const steps = (asked.get("p") ?? "")
      .slice(0, 600)
      .split("_")
      .map((text) => /^([a-z0-9-]{1,6})\.(\d{1,3})$/.exec(text))
      .filter((found) => found && meaning(found[1]) && +found[2] >= 1 && +found[2] <= MOST_MINUTES)
      .slice(0, MOST_STEPS)
      .map(([, what, minutes]) => ({ what, minutes: +minutes }))
    return {
      t: number("t", shortest, longest, 180),
      n: number("n", 2, mostPeople, 20),
      m: Object.hasOwn(data.goals, asked.get("m")) ? asked.get("m") : "plan",
      s: `${s.slice(0, 2)}:${s.slice(2)}`,
      steps: steps.length ? steps : undefined,
    }
  }

  function write() {
    const query = new URLSearchParams({ t: state.t, n: state.n, m: state.m, s: state.s.replace(":", "") })
    if (state.steps) query.set("p", state.steps.map((step) => `${step.what}.${step.minutes}`).join("_"))
    history.replaceState(null, "", `?${query}${location.hash}`)
    for (const link of document.querySelectorAll("a[hreflang]")) link.search = query
  }

  let state = read()
  const past = []
  const steps = () => state.steps ?? build(state)
  const start = () => {
    const [hours, minutes] = state.s.split(":").map(Number)
    return 60 * hours + minutes
  }
  function timed() {
    let now = start()
    return steps().map((step) => ({ ...step, ...meaning(step.what), minutes: step.minutes, from: now, to: (now += step.minutes) }))
  }
  const title = () => word("planner_sum", { sum: sum(steps()), people: state.n })

  /* How many of each thing, for the groups there will be; the same thing in two exercises is brought once. */
  function things() {
    const needed = new Map()
    for (const { exercise } of timed()) {
      const one = data.exercises[exercise]
      if (!one) continue
      const times = { person: state.n, pair: Math.ceil(state.n / 2), group: Math.ceil(state.n / one.group), room: 1 }
      for (const [name, count, per] of one.things)
        needed.set(name, Math.max(needed.get(name) ?? 0, count * times[per]))
    }
    return [...needed].map(([name, count]) => `${count} × ${name}`)
  }

  function show() {
    form.elements.t.value = state.t
    form.elements.n.value = state.n
    form.elements.m.value = state.m
    form.elements.s.value = state.s
    const all = timed()
    list.replaceChildren(...all.map((step, index) => row(step, index, all.length)))
    const total = sum(all)
    const gap = total - state.t
    const parts = [word("planner_ends", { sum: total, end: clock(start() + total) })]
    if (gap) parts.push(word(gap > 0 ? "planner_more" : "planner_less", { minutes: Math.abs(gap) }))
    root.querySelector(".hb-planner__total").textContent = parts.join(" ")
    const ready = /^\d/.test(all[0]?.what) && !state.steps
    root.querySelector(".hb-planner__head").textContent =
      title() + (state.steps ? "" : `. ${word(ready ? "planner_ready" : "planner_fits")}`)
    root.querySelector(".hb-planner__things").replaceChildren(...things().map((text) => make("li", {}, text)))
    button("undo").hidden = !past.length
    button("again").hidden = !state.steps
    write()
  }

  function row(step, index, count) {
    const minutes = make("input", { type: "number", min: 1, max: MOST_MINUTES, value: step.minutes, inputMode: "numeric" })
    minutes.setAttribute("aria-label", word("planner_minutes_of", step))
    minutes.dataset.step = index
    const act = (what, sign, key, off) => {
      const made = make("button", { type: "button", className: "hb-button hb-planner__act", disabled: off }, sign)
      made.setAttribute("aria-label", word(key, step))
      made.dataset.step = index
      made.dataset.act = what
      return made
    }
    const [[, url] = []] = step.links
    const what = make("span", { className: "hb-planner__what" }, url ? make("a", { href: url }, step.title) : step.title)
    if (step.says)
      what.append(make("span", { className: "hb-planner__says" }, data.words.quote_open + step.says + data.words.quote_close))
    if (step.does) what.append(make("span", { className: "hb-planner__does" }, step.does))
    return make(
      "li",
      {},
      make("span", { className: "hb-planner__clock" }, `${clock(step.from)}–${clock(step.to)}`),
      what,
      make("span", { className: "hb-planner__minutes" }, minutes, ` ${data.words.minutes}`),
      make(
        "span",
        { className: "hb-planner__acts" },
        act("up", "↑", "planner_up", index === 0),
        act("down", "↓", "planner_down", index === count - 1),
        act("remove", "✕", "planner_remove", count === 1)
      )
    )
  }

  /* A change can be undone; the last thing that happened is said. */
  function change(next, said) {
    past.push(state)
    state = next
    show()
    status.textContent = said
  }
  const focus = (act, index) => {
    const found = [...list.querySelectorAll(`[data-act="${act}"]`)][index]
    const one = found && !found.disabled ? found : found?.parentElement.querySelector("button:not([disabled])")
    one?.focus()
  }

  list.addEventListener("click", ({ target }) => {
    const pressed = target.closest("[data-act]")
    if (!pressed) return
    const index = Number(pressed.dataset.step)
    const { act } = pressed.dataset
    const next = [...steps()]
    const [moved] = next.splice(index, 1)
    const name = meaning(moved.what).title
    if (act === "remove") {
      change({ ...state, steps: next }, word("planner_removed", { title: name }))
      return focus("remove", Math.min(index, next.length - 1))
    }
    const place = act === "up" ? index - 1 : index + 1
    next.splice(place, 0, moved)
    change({ ...state, steps: next }, word("planner_moved", { title: name, place: place + 1 }))
    focus(act, place)
  })
  list.addEventListener("change", ({ target }) => {
    const index = Number(target.dataset.step)
    const minutes = Math.round(Number(target.value))
    if (!(minutes >= 1 && minutes <= MOST_MINUTES)) return show()
    const next = steps().map((step, at) => (at === index ? { ...step, minutes } : step))
    change({ ...state, steps: next }, "")
    status.textContent = root.querySelector(".hb-planner__total").textContent
    list.querySelectorAll("input")[index].focus()
  })
  form.addEventListener("change", () => {
    const { t, n, m, s } = form.elements
    if (!form.checkValidity()) return form.reportValidity()
    const chosen = { t: Number(t.value), n: Number(n.value), m: m.value, s: s.value }
    // Another number or hour keeps the steps that somebody has arranged; another time or purpose asks for new ones.
    const same = chosen.t === state.t && chosen.m === state.m
    change({ ...chosen, steps: same ? state.steps : undefined }, "")
    status.textContent = root.querySelector(".hb-planner__total").textContent
  })
  form.addEventListener("submit", (event) => event.preventDefault())

  const insert = (step) => {
    const next = [...steps()]
    if (next.length >= MOST_STEPS) return
    next.splice(Math.max(next.length - 1, 0), 0, step)
    change({ ...state, steps: next }, word("planner_added", meaning(step.what)))
  }
  const copy = async (text) => {
    await navigator.clipboard.writeText(text)
    status.textContent = data.words.planner_copied
  }
  const absolute = (url) => new URL(url, location.href).href
  const quoted = (text) => text && data.words.quote_open + text + data.words.quote_close
  const plain = () => [
    title(), "",
    ...timed().flatMap((step) => [
      `${clock(step.from)}–${clock(step.to)}  ${step.title} (${step.minutes} ${data.words.minutes})`,
      ...(step.says ? [`  ${data.words.you_say}: ${quoted(step.says)}`] : []),
      ...(step.does ? [`  ${data.words.you_do}: ${step.does}`] : []),
      ...step.links.map(([, url]) => `  ${absolute(url)}`),
    ]),
    "", root.querySelector(".hb-planner__total").textContent,
    "", data.words.planner_materials, ...things().map((one) => `- ${one}`),
    "", location.href, "",
  ].join("\n")
  const markdown = () => {
    const { clock: head, minutes_head, what_happens, you_say, you_do } = data.words
    const line = (cells) => `| ${cells.join(" | ")} |`
    return [
      `# ${title()}`, "", line([head, minutes_head, what_happens, you_say, you_do]), "|---|---|---|---|---|",
      ...timed().map((step) => {
        const [[, url] = []] = step.links
        const name = url ? `[${step.title}](${absolute(url)})` : step.title
        return line([clock(step.from), step.minutes, name, quoted(step.says), step.does])
      }),
      "", root.querySelector(".hb-planner__total").textContent,
      "", `## ${data.words.planner_materials}`, "", ...things().map((one) => `- ${one}`),
      "", `<${location.href}>`, "",
    ].join("\n")
  }
  const doing = {
    add: () => insert({ what: add.value, minutes: data.exercises[add.value.slice(1)].minutes }),
    pause: () => insert({ what: "p", minutes: amount("pause", state.t) }),
    print: () => window.print(),
    text: () => copy(plain()),
    markdown: () => copy(markdown()),
    link: () => copy(location.href),
    undo: () => {
      state = past.pop()
      show()
      status.textContent = data.words.planner_undone
    },
    again: () => change({ ...state, steps: undefined }, data.words.planner_fits),
  }
  root.addEventListener("click", ({ target }) => doing[target.closest("[data-do]")?.dataset.do]?.())

  add.append(...data.order.map((number) => make("option", { value: `e${number}` }, data.exercises[number].title)))
  show()
}
