/* Copies a text with its headings and lists, formatted and as plain text. */
const plain = (body) =>
  [...body.children]
    .map((one) =>
      one.matches("ul") ? [...one.children].map((point) => `- ${point.textContent}`).join("\n") : one.textContent
    )
    .join("\n\n")

async function copy(body) {
  const as = (type, text) => new Blob([text], { type })
  try {
    const formatted = { "text/plain": as("text/plain", plain(body)), "text/html": as("text/html", body.innerHTML) }
    await navigator.clipboard.write([new ClipboardItem(formatted)])
  } catch {
    await navigator.clipboard.writeText(plain(body))
  }
}

export default function (section) {
  const button = section.querySelector("[data-copy]")
  const status = button.nextElementSibling
  const body = document.getElementById(button.dataset.copy)
  button.addEventListener("click", async () => {
    try {
      await copy(body)
      status.textContent = button.dataset.done
    } catch {
      // Without a secure address or leave to copy: mark the text, so that the reader can copy it.
      getSelection().selectAllChildren(body)
      status.textContent = button.dataset.failed
    }
    setTimeout(() => (status.textContent = ""), 6000)
  })
}
