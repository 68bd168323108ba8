import { isDirty, save } from './autosave.js'

/** So long a link waits for what is being saved; then the page asks whether to leave it. */
const PATIENCE = 3000

/** Whoever follows a link goes on when everything typed is saved, also what was typed while older words were on their way. */
export function saveBeforeLeaving(areas, tell) {
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[href]')
    if (!link || !leaves(link, event) || !areas.some(isDirty)) return
    event.preventDefault()
    const saved = Promise.all(areas.filter(isDirty).map((area) => save(area, tell)))
    void Promise.race([saved, new Promise((done) => setTimeout(done, PATIENCE))]).then(() => location.assign(link.href))
  })
}

/** Does this click bring another page into this window? */
function leaves(link, { defaultPrevented, button, altKey, ctrlKey, metaKey, shiftKey }) {
  if (defaultPrevented || button !== 0 || altKey || ctrlKey || metaKey || shiftKey) return false
  const isHere = link.pathname === location.pathname && link.search === location.search && link.hash !== ''
  return link.origin === location.origin && !isHere && !link.hasAttribute('download') && ['', '_self'].includes(link.target)
}
