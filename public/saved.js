import { segmentOf } from './autosave.js'
import { offerBoth, showPresent } from './both.js'
import { tellTime } from './clock.js'
import { sentenceParts, showFindings } from './findings.js'

/** What the page says and shows when a paragraph was saved, or was not. */
export function tellSaved(area, outcome, told) {
  const words = area.form.dataset
  const row = area.closest('.row')
  const said = outcome === 'saved' ? (told.draft ? words.saved : words.gone).replace('{time}', tellTime()) : words[outcome]
  const place = row.querySelector('.saved')
  place.textContent = said
  place.dataset.outcome = outcome
  if (outcome === 'saving') return
  const open = told?.findings?.filter(({ meant }) => !meant).length ?? 0
  const found = open > 0 ? ` · ${words.noticed.replace('{number}', open)}` : ''
  document.getElementById('said').textContent = words.said.replace('{number}', numberOf(row)).replace('{name}', said) + found
  if (outcome === 'conflict') offerBoth(area, told)
  if (outcome === 'saved') showSaved(area, row, told)
}

function showSaved(area, row, told) {
  const segment = segmentOf(area)
  row.removeAttribute('data-asks')
  row.querySelector(`button[value="discard:${segment}"]`).hidden = !told.draft
  const chip = row.querySelector('.chip')
  const draft = document.getElementById('draft-chip').content.firstElementChild
  if (told.draft && !['waiting', 'returned', 'confirmation'].includes(chip.dataset.state)) {
    chip.replaceWith(draft.cloneNode(true))
    row.querySelector('.n > .vh:last-child').textContent = document.getElementById('draft-state').content.textContent
  }
  showPresent(area.form, told.present)
  showFindings(area, told.findings)
  showLine(area, row, told)
}

/** The draft's line among those that can be sent. */
function showLine(area, row, { draft, version, sendable, findings }) {
  const list = document.getElementById('send-drafts')
  if (!list) return
  const segment = segmentOf(area)
  const known = document.getElementById(`s-${segment}`)?.closest('.chosen')
  if (!draft || !sendable) {
    known?.remove()
  } else {
    const line = known ?? newLine(list, segment, numberOf(row))
    line.querySelector('input[type=checkbox]').value = version
    line.querySelector('label [lang]').textContent = beginningOf(area.value)
    line.querySelector('.anyway')?.remove()
    // Words that were changed are no returned text any more.
    line.querySelector('label .said')?.remove()
    const questions = findings.filter(({ severity, meant }) => severity === 'question' && !meant)
    if (questions.length > 0) line.append(askAnyway(area.form.dataset.anyway, segment, questions))
  }
  const none = list.querySelector('.chosen') === null
  document.getElementById('send-form').hidden = none
  document.getElementById('send-none').hidden = !none
}

function newLine(list, segment, number) {
  const line = document.getElementById('send-line').content.firstElementChild.cloneNode(true)
  const [offered, tick] = line.querySelectorAll('input')
  offered.name = `offered:${segment}`
  Object.assign(tick, { name: `draft:${segment}`, id: `s-${segment}` })
  Object.assign(line.querySelector('label'), { htmlFor: tick.id, id: `l-${segment}` })
  line.querySelector('.number').textContent = number
  const after = [...list.querySelectorAll('.chosen')].find((other) => Number(other.querySelector('.number').textContent) > Number(number))
  if (after) after.before(line)
  else list.append(line)
  return line
}

/** As the site cuts it: at a word. */
function beginningOf(text) {
  const [line] = text.trim().split('\n')
  return line.length > 70 ? `${line.slice(0, 70).replace(/\s+\S*$/u, '')}…` : line
}

function askAnyway(ask, segment, questions) {
  const part = Object.assign(make('div'), { className: 'anyway' })
  const label = Object.assign(make('label'), { className: 'choice' })
  const tick = Object.assign(make('input'), { type: 'checkbox', name: `anyway:${segment}`, value: '1' })
  tick.setAttribute('aria-describedby', `l-${segment} q-${segment}`)
  label.append(tick, ` ${ask}`)
  const list = Object.assign(make('ul'), { id: `q-${segment}` })
  list.append(...questions.map(({ words }) => {
    const item = make('li')
    item.append(...sentenceParts(words))
    return item
  }))
  part.append(list, label)
  return part
}

function numberOf(row) {
  return /\d+/.exec(row.querySelector('.n').textContent)?.[0] ?? ''
}

function make(tag) {
  return document.createElement(tag)
}
