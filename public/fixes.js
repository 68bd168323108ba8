import { insertText } from './signs.js'

/** Fixes of findings with the same cause, in the order of the text; of those at one place the first. */
export function fixesByCause(findings) {
  const causes = new Map()
  const fixes = findings.filter(({ fix, meant }) => !meant && fix && 'text' in fix).toSorted((a, b) => a.fix.start - b.fix.start)
  for (const { says, fix } of fixes) {
    const known = causes.get(says) ?? []
    const last = known.at(-1)
    if (!last || fix.start >= last.end && fix.start > last.start) causes.set(says, [...known, fix])
  }
  return causes
}

/** Where its buttons lead now: the text before it may be longer than a moment ago. */
export function fillPlaces(item, { at, fix, meant, fixes = [] }) {
  const one = (name) => item.querySelector(`[data-part="${name}"]`)
  offer(one('fix'), !meant && fix && 'text' in fix ? [fix] : null, true)
  offer(one('all'), fixes.length > 1 ? fixes : null, true)
  const words = document.getElementById('findings').content.querySelector('[data-part="all"]').textContent
  one('all').textContent = words.replace('{n}', String(fixes.length))
  offer(one('show'), at && [at])
  for (const button of one('suggestions').children) offer(button, [{ ...at, text: button.textContent }], true)
  return item
}

/** Marks a part of the field, or puts right what is wrong in it: all at once, so that one step takes it back. */
export function goTo(area, { places, puts }) {
  // What was looked at has no spaces at its edges.
  const edge = area.value.length - area.value.trimStart().length
  const [from, to] = [places[0].start, places.at(-1).end]
  const words = area.value.slice(from + edge, to + edge)
  area.focus()
  area.setSelectionRange(from + edge, to + edge)
  const put = (fixed, { start, end, text }) => fixed.slice(0, start - from) + text + fixed.slice(end - from)
  if (puts) insertText(area, places.reduceRight(put, words))
}

/** What a button marks, or puts right. */
function offer(button, places, puts = false) {
  button.hidden = places === null
  Object.assign(button, { places, puts })
}
