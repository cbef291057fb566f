/* Moves the clock times of a programme to the start that somebody chooses, and prints it. */
export default function (root) {
  const input = root.querySelector("input[type=time]")
  const rows = [...root.querySelectorAll("tbody tr")].slice(0, -1)
  const show = () => {
    if (!input.value) return
    const [hours, minutes] = input.value.split(":").map(Number)
    let now = 60 * hours + minutes
    for (const row of rows) {
      row.cells[0].textContent = `${Math.floor(now / 60) % 24}.${String(now % 60).padStart(2, "0")}`
      now += Number(row.cells[1].textContent)
    }
    const query = new URLSearchParams(location.search)
    query.set("start", input.value.replace(":", ""))
    history.replaceState(null, "", `?${query}${location.hash}`)
    for (const link of document.querySelectorAll("a[hreflang]")) link.search = query
  }
  const asked = new URLSearchParams(location.search).get("start") ?? ""
  if (/^([01]\d|2[0-3])[0-5]\d$/.test(asked)) {
    input.value = `${asked.slice(0, 2)}:${asked.slice(2)}`
    show()
  } else if (input.value !== input.defaultValue) show() // chosen while the script was on its way
  input.addEventListener("input", show)
  root.querySelector("button").addEventListener("click", () => window.print())
}
