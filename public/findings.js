import { fillPlaces, fixesByCause, goTo } from './fixes.js'

/** What checks say of a field, beneath it: an item that somebody is answering stays as it is. */
export function showFindings(area, findings) {
  const segment = area.name.slice('text:'.length)
  const write = area.closest('.write')
  const list = write.querySelector('.findings') ?? newList(area)
  // Several may be about the same thing: the first of them is answered, for all.
  const known = new Map([...list.querySelectorAll('li:not(.further)')].reverse().map((item) => [item.dataset.finding, item]))
  renewHeld(known, findings, segment)
  const told = new Set()
  const causes = fixesByCause(findings)
  const items = firstThingsFirst(findings).map((finding) => {
    const item = known.get(finding.id)
    known.delete(finding.id)
    const asks = finding.severity !== 'error' && !finding.meant && !told.has(finding.id)
    told.add(finding.id)
    const fixes = causes.get(finding.says)?.includes(finding.fix) ? causes.get(finding.says) : []
    if (fixes.length > 0) causes.delete(finding.says)
    const filled = { ...finding, asks, fixes }
    if (item?.contains(document.activeElement)) return isOurs(item) ? fillPlaces(item, filled) : item
    return fill(item && isOurs(item) ? item : newItem(), filled, segment)
  })
  const held = [...list.querySelectorAll('li:not(.further)')].find((item) => item.contains(document.activeElement) && !items.includes(item))
  if (held) {
    items.push(held)
    for (const button of held.querySelectorAll('button')) button.places = null
  }
  list.checked = area.value
  place(list, items)
  if (items.length === 0) list.remove()
  else fold(list)
}

/** What a finding is about may have changed by a word before it: an item with the focus becomes that of the new one. */
function renewHeld(known, findings, segment) {
  const held = [...known.values()].find((item) => item.contains(document.activeElement))
  if (!held || findings.some(({ id }) => id === held.dataset.finding)) return
  const same = findings.find(({ id, says }) => says === held.dataset.says && !known.has(id))
  if (!same || document.activeElement.closest('[data-part="suggestions"]')) return
  known.delete(held.dataset.finding)
  known.set(same.id, fill(held, { ...same, asks: !held.querySelector('[data-part="answer"]').hidden }, segment))
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
  for (const list of form.querySelectorAll('.findings')) fold(list)
  form.addEventListener('click', (event) => {
    const button = event.target.closest('.findings button')
    const area = button?.closest('.write')?.querySelector('textarea')
    if (!area || !button.places) return
    event.preventDefault()
    // Words typed a moment ago are looked at anew first.
    if (area.value === button.closest('.findings').checked) goTo(area, button)
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

/** Other than those that came with the page, whose buttons send it. */
function isOurs(item) {
  return item.querySelector('[data-part]') !== null
}

let count = 0

/** Its buttons are told apart by its sentence. */
function newItem() {
  const item = document.getElementById('findings').content.querySelector('li').cloneNode(true)
  const sentence = Object.assign(item.querySelector('p'), { id: `f-${count += 1}` })
  for (const one of item.querySelectorAll('button, summary, input, a')) one.setAttribute('aria-describedby', sentence.id)
  return item
}

/** A sentence in pieces, code at odd places. */
export function sentenceParts(pieces) {
  return pieces.map((piece, i) => i % 2 === 0 ? piece : Object.assign(document.createElement('code'), { textContent: piece }))
}

/** A part of the text between the words around it, each of its spaces shown. */
function placeParts(place) {
  if (!place) return []
  const mark = document.createElement('mark')
  const spaceOf = (sign) => Object.assign(document.createElement('span'), { className: 'space', textContent: sign })
  mark.append(...[...place[1]].map((sign) => /[^\S\n]/.test(sign) ? spaceOf(sign) : sign))
  return [place[0], mark, place[2]]
}

function fill(item, finding, segment) {
  const { id, severity, says, words, place = null, at, fix, meant, asks, fixes = [], suggestions = [], addHref = null } = finding
  const one = (name) => item.querySelector(`[data-part="${name}"]`)
  const template = document.getElementById('findings')
  item.dataset.finding = id
  Object.assign(item.dataset, { severity, says })
  item.classList.toggle('meant', Boolean(meant))
  one('severity').textContent = template.dataset[severity]
  one('words').replaceChildren(...sentenceParts(words))
  one('place').replaceChildren(...placeParts(place))
  one('meant').firstElementChild.textContent = meant ?? ''
  one('meant').hidden = !meant
  one('reopen').value = `reopen:${segment}:${id}`
  fillAnswer(one('answer'), asks, { segment, id })
  one('suggestions').replaceChildren(...suggestions.map((text) => suggestion(text, item)))
  one('add').hidden = addHref === null
  if (addHref !== null) one('add').href = addHref
  const inserts = !meant && fix !== null && 'insert' in fix
  one('insert').hidden = !inserts
  if (inserts) one('insert').dataset.insert = fix.insert
  return fillPlaces(item, { at, fix, meant, fixes })
}

function fillAnswer(answer, asks, { segment, id }) {
  answer.hidden = !asks
  const [name, label] = asks ? [`reason:${segment}:${id}`, `r-${segment}-${id}`] : ['', '']
  Object.assign(answer.querySelector('input'), { name, id: label })
  answer.querySelector('label').htmlFor = label
  answer.querySelector('button').value = `meant:${segment}:${id}`
}

function suggestion(text, item) {
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'quiet', textContent: text })
  button.setAttribute('aria-describedby', item.querySelector('p').id)
  return button
}
