/*
 * The form for readers without Git or an account. It writes one text of the answers, and keeps the links to a letter
 * and to an issue in step with it. Nothing is sent from here: the reader sends the letter or the issue, or copies.
 */
const LIMITS = { mail: 1900, issue: 7500 } // longer addresses are cut off or refused on the way
const PLACE = /^[a-z0-9][a-z0-9/-]*(#[\w-]*)?$/

export default (form) => {
  const asked = new URLSearchParams(location.search)
  const kinds = [...form.querySelectorAll("[data-kind]")]
  const status = form.querySelector("[role=status]")
  const whole = form.querySelector("textarea[readonly]")
  const links = new Map([...form.querySelectorAll("a[data-send]")].map((link) => [link, link.href]))

  const chosen = () => kinds.find((kind) => !kind.disabled)
  const fields = () => [...chosen().querySelectorAll("[name]")]
  const value = (field) => field.value.trim()
  const text = () =>
    fields()
      .filter(value)
      .map((field) => `${field.labels[0].querySelector("b").textContent}\n${value(field)}`)
      .join("\n\n")

  const subject = () => {
    const name = chosen().querySelector("legend").textContent
    const first = fields().map(value).find(Boolean) || ""
    return `${name}: ${first.replace(/^https?:\/\/[^/]+/, "").split("\n")[0].slice(0, 80)}`
  }

  const extended = (address, values) => {
    const [path, query] = address.split("?")
    const all = { ...Object.fromEntries(new URLSearchParams(query)), ...values }
    return `${path}?${Object.entries(all).map(([name, text]) => `${name}=${encodeURIComponent(text.replace(/\n/g, "\r\n"))}`).join("&")}`
  }

  const full = {
    mail: () => ({ subject: subject(), body: text() }),
    issue: () => ({ title: subject(), ...Object.fromEntries(fields().map((field) => [field.name, value(field)]).filter(([, answer]) => answer)) })
  }
  const short = { mail: () => ({ subject: subject(), body: "" }), issue: () => ({ title: subject() }) }

  const renew = () => {
    whole.value = text()
    for (const [link, plain] of links) {
      const { send } = link.dataset
      const long = extended(plain, full[send]())
      link.toggleAttribute("data-too-long", long.length > LIMITS[send])
      link.href = long.length > LIMITS[send] ? extended(plain, short[send]()) : long
    }
  }

  const copy = async (said) => {
    try {
      await navigator.clipboard.writeText(whole.value)
      status.textContent = said
    } catch {
      whole.focus()
      whole.select()
      status.textContent = form.dataset.failed
    }
  }

  const choose = (key) => {
    for (const kind of kinds) kind.hidden = kind.disabled = kind.dataset.kind !== key
    status.textContent = ""
    renew()
  }

  const fill = (what, said) => {
    for (const field of form.querySelectorAll(`[data-fills="${what}"]`)) field.value = said
  }

  form.addEventListener("input", ({ target }) => {
    if (target.name === "slags") return choose(target.value)
    if (target.dataset.fills) fill(target.dataset.fills, target.value)
    renew()
  })
  form.addEventListener("click", (event) => {
    const sender = event.target.closest("[data-send]")
    if (!sender) return
    if (!form.reportValidity()) return event.preventDefault()
    if (sender.dataset.send === "copy") copy(form.dataset.copied)
    else if (sender.hasAttribute("data-too-long")) copy(form.dataset.long)
  })
  form.addEventListener("submit", (event) => event.preventDefault())

  const place = asked.get("side") || ""
  if (PLACE.test(place)) fill("place", new URL(place, new URL("../../", import.meta.url)).href)
  fill("text", (asked.get("tekst") || "").slice(0, 2000))
  const radios = [...form.querySelectorAll("[name=slags]")]
  const radio = radios.find((one) => one.value === asked.get("slags")) || radios.find((one) => one.checked) || radios[0]
  radio.checked = true
  choose(radio.value)
  form.dataset.ready = ""
}
