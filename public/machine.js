import { fetchPage } from './page.js'
import { segmentOf } from './autosave.js'

/** Asks for a machine's words beside a field: whoever writes in it writes on, and nothing is put into it. */
export async function askMachine(area, button) {
  const part = button.closest('.machine')
  if (button.getAttribute('aria-disabled') === 'true') return
  button.setAttribute('aria-disabled', 'true')
  say(part, part.dataset.asking)
  try {
    const address = `${area.form.dataset.address}/segments/${segmentOf(area)}`
    const body = new URLSearchParams({ form_token: area.form.elements.form_token.value })
    const answer = await fetch(`${address}/suggestions`, { method: 'POST', body, headers: { accept: 'application/json' } })
    if (answer.ok) show(part, await fetchPage(address))
    else say(part, (await answer.json()).problem ?? part.dataset.failed)
  } catch {
    say(part, part.dataset.failed)
  }
  button.removeAttribute('aria-disabled')
}

function show(part, page) {
  const made = document.importNode(page.querySelector('.machine'), true)
  const had = part.contains(document.activeElement)
  part.replaceWith(made)
  document.getElementById('said').textContent = part.dataset.ready
  if (had) made.querySelector('button').focus()
}

function say(part, words) {
  part.querySelector('[role="status"]').textContent = words
}
