import { insertText } from './signs.js'

/** What checks say of a field, beneath it: an item that somebody is answering stays as it is. */
export function showFindings(area, findings) {
  const segment = area.name.slice('text:'.length)
  const write = area.closest('.write')
  const list = write.querySelector('.findings') ?? newList(area)
  // Several may be about the same thing: the first of them is answered, for all.
  const known = new Map([...list.querySelectorAll('li:not(.further)')].reverse().map((item) => [item.dataset.finding, item]))
  const told = new Set()
  const items = firstThingsFirst(findings).map((finding) => {
    const item = known.get(finding.id)
    known.delete(finding.id)
    const asks = finding.severity !== 'error' && !finding.meant && !told.has(finding.id)
    told.add(finding.id)
    return item?.contains(document.activeElement) ? item : fill(item ?? newItem(), { ...finding, asks }, segment)
  })
  const held = [...list.querySelectorAll('li:not(.further)')].find((item) => item.contains(document.activeElement) && !items.includes(item))
  if (held) items.push(held)
  place(list, items)
  if (items.length === 0) list.remove()
  else fold(list)
}

/** What keeps a text from review stands first, what was answered last. */
const ORDER = ['error', 'question', 'warning']

function firstThingsFirst(findings) {
  const rank = ({ meant, severity }) => meant ? ORDER.length : ORDER.indexOf(severity)
  return findings.toSorted((a, b) => rank(a) - rank(b))
}

/** An item with the focus is not touched: put in anew, it would lose it. */
function place(list, items) {
  const at = items.findIndex((item) => item.contains(document.activeElement))
  if (at < 0) {
    for (const item of list.querySelectorAll('li:not(.further)')) item.remove()
    return list.prepend(...items)
  }
  for (const item of list.querySelectorAll('li:not(.further)')) if (item !== items[at]) item.remove()
  items[at].before(...items.slice(0, at))
  items[at].after(...items.slice(at + 1))
}

/** So many are shown; of more, what need not be answered waits behind a button. */
const SHOWN = 4

function fold(list) {
  const items = [...list.querySelectorAll('li:not(.further)')]
  const folded = 'whole' in list.dataset ? [] : items.filter((item, i) => i >= SHOWN && item.matches('[data-severity="warning"], .meant') && !item.contains(document.activeElement))
  for (const item of items) item.hidden = folded.length > 1 && folded.includes(item)
  const further = list.querySelector('.further')
  const pressed = further?.contains(document.activeElement)
  further?.remove()
  if (folded.length <= 1) return
  list.append(furtherItem(list, folded))
  if (pressed) list.lastElementChild.firstElementChild.focus()
}

function furtherItem(list, folded) {
  const further = Object.assign(document.createElement('li'), { className: 'further' })
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'quiet' })
  button.textContent = document.getElementById('findings').dataset.further.replace('{n}', String(folded.length))
  button.addEventListener('click', () => {
    list.dataset.whole = ''
    fold(list)
    folded[0].querySelector('button:not([hidden], [hidden] *), summary:not([hidden] *)')?.focus()
  })
  further.append(button)
  return further
}

/** Fixes and insertions in the field, so that its own undo takes them back. */
export function useFindings(form) {
  for (const button of form.querySelectorAll('.findings [data-insert]')) button.hidden = false
  for (const list of form.querySelectorAll('.findings')) fold(list)
  form.addEventListener('click', (event) => {
    const button = event.target.closest('.findings button')
    const area = button?.closest('.write')?.querySelector('textarea')
    if (!area || button.dataset.start === undefined) return
    event.preventDefault()
    const { start, end, text } = button.dataset
    area.focus()
    area.setSelectionRange(Number(start), Number(end))
    if ('text' in button.dataset) insertText(area, text)
  })
  // Enter in a form presses its first button: a reason goes with its own.
  form.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !event.target.matches('.answer input')) return
    event.preventDefault()
    event.target.parentElement.querySelector('button').click()
  })
}

function newList(area) {
  const list = document.getElementById('findings').content.firstElementChild.cloneNode(false)
  area.after(list)
  return list
}

function newItem() {
  return document.getElementById('findings').content.querySelector('li').cloneNode(true)
}

function fill(item, { id, severity, words, at, fix, meant, asks, suggestions = [], addHref = null }, segment) {
  const one = (name) => item.querySelector(`[data-part="${name}"]`)
  item.dataset.finding = id
  item.dataset.severity = severity
  item.classList.toggle('meant', Boolean(meant))
  one('severity').textContent = document.getElementById('findings').dataset[severity]
  one('words').textContent = words
  one('meant').firstElementChild.textContent = meant ?? ''
  one('meant').hidden = !meant
  one('reopen').value = `reopen:${segment}:${id}`
  one('answer').hidden = !asks
  const input = one('answer').querySelector('input')
  const [name, label] = asks ? [`reason:${segment}:${id}`, `r-${segment}-${id}`] : ['', '']
  Object.assign(input, { name, id: label })
  one('answer').querySelector('label').htmlFor = label
  one('answer').querySelector('button').value = `meant:${segment}:${id}`
  const offers = !meant && fix !== null
  offer(one('fix'), offers && 'text' in fix ? fix : null)
  offer(one('show'), at)
  one('suggestions').replaceChildren(...suggestions.map((text) => {
    const button = Object.assign(document.createElement('button'), { type: 'button', className: 'quiet', textContent: text })
    Object.assign(button.dataset, { ...at, text })
    return button
  }))
  one('add').hidden = addHref === null
  if (addHref !== null) one('add').href = addHref
  one('insert').hidden = !offers || !('insert' in fix)
  if (offers && 'insert' in fix) one('insert').dataset.insert = fix.insert
  return item
}

function offer(button, place) {
  button.hidden = place === null
  if (place) Object.assign(button.dataset, place)
}
