/* What the canvas and the self-checks share: the page's words, small elements, files, the warnings about storage. */
export const wordsOf = (root) =>
  Object.fromEntries([...root.querySelector("[data-words]").content.children].map((one) => [one.dataset.word, one.textContent]))

/** A text with {names} filled in. */
export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole)

export function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties)
  element.append(...children)
  return element
}

export const button = (text, action) => {
  const made = make("button", { type: "button", className: "hb-button" }, text)
  made.addEventListener("click", action)
  return made
}

export const number = (count) => count.toLocaleString(document.documentElement.lang)

export const clock = () =>
  new Date().toLocaleTimeString(document.documentElement.lang === "en" ? "en-GB" : "da-DK", { hour: "2-digit", minute: "2-digit" })

export function download(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }))
  const link = make("a", { href: url, download: name })
  document.body.append(link)
  link.click()
  link.remove()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

/** A name that every file system takes. */
export const fileName = (text, otherwise) =>
  (text.match(/[\p{L}\p{N}]+/gu) || []).join("-").slice(0, 60).toLowerCase() || otherwise

/** Copy; where the browser refuses, show the text in a field with everything selected. */
export async function copy(text, place) {
  place.replaceChildren()
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    const field = make("textarea", { readOnly: true, value: text, rows: 4, className: "hb-tool__copy" })
    field.setAttribute("aria-label", place.dataset.label)
    place.append(field)
    field.focus()
    field.select()
    return false
  }
}

/**
 * Say what is wrong with the storage, as soon as it is, and warn a reader who leaves with text that is nowhere else.
 * @returns A function that looks again.
 */
export function guard(store, words, place, save) {
  let shown = ""
  const warn = () => {
    const aside = store.aside()
    const newer = store.newer()
    const now = [store.state, aside.length, newer.length].join()
    if (now === shown) return
    shown = now
    place.replaceChildren()
    const say = (text, ...buttons) => place.append(make("p", { className: "hb-tool__warning" }, text, " ", ...buttons))
    const file = (found) => button(words.download, () => download("samskabelse.json", "application/json", JSON.stringify(Object.fromEntries(found), null, 2)))
    if (store.state) say(words[store.state], button(words.download, save))
    if (aside.length) {
      const forget = () => {
        for (const [key] of aside) store.forget(key)
        warn()
      }
      say(words.aside, file(aside), " ", button(words.discard, forget))
    }
    if (newer.length) say(words.kept_newer, file(newer))
  }
  window.addEventListener("beforeunload", (event) => {
    store.flush()
    if (store.unsaved) event.preventDefault()
  })
  warn()
  return warn
}
