import { tellTime } from './clock.js'

/** Words typed and not saved stay in this browser, by person, paragraph and what they were typed over, until they are saved. */
const PREFIX = 'zvirka:text:'

export function keepText(place, base, text) {
  try {
    localStorage.setItem(`${PREFIX}${place}:${base}`, JSON.stringify({ text, at: Date.now() }))
  } catch {
    // A full store keeps nothing: the page still asks before it is left.
  }
}

export function forgetText(place) {
  for (const key of keysOf(place)) localStorage.removeItem(key)
}

/** The newest words kept for a paragraph, if they are others than those in the field. */
export function findText(place, shown) {
  const kept = keysOf(place).flatMap((key) => read(key)).sort((a, b) => b.at - a.at)
  return kept.find(({ text }) => text.trim() !== shown.trim() && text.trim() !== '')
}

/** Whoever signs out leaves nothing behind. */
export function forgetOnSignOut() {
  document.querySelector('form.leave')?.addEventListener('submit', () => forgetText(''))
}

/** Shows what was kept beside the field, with two buttons; nothing is applied by itself. */
export function offerText(area, kept, { take, drop }) {
  const panel = document.getElementById('kept-text').content.firstElementChild.cloneNode(true)
  const time = tellTime(kept.at, { day: 'numeric', month: 'long' })
  panel.querySelector('.label').textContent = document.getElementById('kept-label').content.textContent.trim().replace('{time}', time)
  panel.querySelector('.text').textContent = kept.text
  panel.querySelector('[data-take]').addEventListener('click', () => { panel.remove(); take(kept.text) })
  panel.querySelector('[data-drop]').addEventListener('click', () => { panel.remove(); drop() })
  area.before(panel)
}

function keysOf(place) {
  return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX + place))
}

function read(key) {
  try {
    const { text, at } = JSON.parse(localStorage.getItem(key))
    return typeof text === 'string' ? [{ text, at, base: key.split(':').at(-1) }] : []
  } catch {
    return []
  }
}
