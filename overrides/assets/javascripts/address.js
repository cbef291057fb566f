/* What a reader has chosen stands in the address, so that it can be shared and opened in the other language. */
export const asked = () => new URLSearchParams(location.search)

/** Puts values into the address; an empty one is taken out. */
export function tell(values) {
  const query = asked()
  for (const [key, value] of Object.entries(values)) value ? query.set(key, value) : query.delete(key)
  const search = String(query).replaceAll("%2C", ",")
  history.replaceState(history.state, "", location.pathname + (search && `?${search}`) + location.hash)
  for (const link of document.querySelectorAll("a[hreflang]")) link.search = search
}
