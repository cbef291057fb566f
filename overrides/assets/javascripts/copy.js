/* Copies a text with its headings and lists; the button is hidden where the browser cannot copy. */
const plain = (body) =>
  [...body.children]
    .map((one) =>
      one.matches("ul") ? [...one.children].map((point) => `- ${point.textContent}`).join("\n") : one.textContent
    )
    .join("\n\n")

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard
  button.addEventListener("click", async () => {
    const body = document.getElementById(button.dataset.copy)
    const as = (type, text) => new Blob([text], { type })
    try {
      const formatted = { "text/plain": as("text/plain", plain(body)), "text/html": as("text/html", body.innerHTML) }
      await navigator.clipboard.write([new ClipboardItem(formatted)])
    } catch {
      await navigator.clipboard.writeText(plain(body))
    }
    const status = button.nextElementSibling
    status.textContent = button.dataset.done
    setTimeout(() => (status.textContent = ""), 4000)
  })
}
