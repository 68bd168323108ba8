import { goOnOver } from './autosave.js'
import { insertText } from './signs.js'

/** Two edits that do not touch go together by a button; nothing is applied by itself. */
export function offerBoth(area, { merged, shown }) {
  const write = area.closest('.write')
  write.querySelector('.both-text')?.remove()
  if (merged === undefined) return
  const panel = document.getElementById('both-text').content.firstElementChild.cloneNode(true)
  panel.querySelector('.text').textContent = merged
  panel.querySelector('[data-take]').addEventListener('click', () => {
    panel.remove()
    goOnOver(area, shown)
    area.focus()
    area.select()
    insertText(area, merged)
  })
  area.before(panel)
}

/** Who else is at work, as the site said with its last answer. */
export function showPresent(form, present) {
  for (const old of form.querySelectorAll('.present')) old.remove()
  for (const { segment, words } of present.toReversed()) {
    const place = document.getElementById(`p-${segment}`)?.querySelector('.target > :first-child')
    place?.after(Object.assign(document.createElement('p'), { className: 'said present', textContent: words }))
  }
}
