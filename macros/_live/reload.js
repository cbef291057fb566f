// Shows the page anew when the handbook has been built anew, or when its findings have changed.
const [epoch, id] = new URL(document.currentScript.src).search.slice(1).split(".")
let wait

async function ask() {
  let newest = 0
  try {
    newest = Number(await (await fetch(`/livereload/${epoch}/${id}`)).text())
  } catch {
    // The server starts again; ask it in a while.
  }
  if (newest > Number(epoch)) location.reload()
  else wait = setTimeout(ask, newest ? 0 : 3000)
}

addEventListener("beforeunload", () => clearTimeout(wait))
ask()
