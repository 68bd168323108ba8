import { aidButton, assist, nameMarked, noteSaved, putWord, takeAid } from './aids.js'
import { isDirty, leaveToForm, listBusy, placeOf, save, segmentOf, tellDrafts, typedOver, watch } from './autosave.js'
import { findText, forgetOnSignOut, forgetText, offerText } from './kept.js'
import { useFindings } from './findings.js'
import { saveBeforeLeaving } from './leaving.js'
import { askMachine } from './machine.js'
import { isField, listenForKeys, onMac, openKeysByKey } from './keys.js'
import { tellProgress } from './progress.js'
import { addSigns, insertText, originalOf, tellLength } from './signs.js'
import { tellSaved } from './saved.js'

/** The translator's page with scripts: it saves itself, and goes from paragraph to paragraph without being loaded again. */
const form = document.getElementById('work')
const areas = form ? [...form.querySelectorAll('.write textarea')] : []
const alone = form?.classList.contains('alone') ?? false

for (const area of areas) {
  watch(area, tell)
  assist(area)
  area.addEventListener('input', () => tellLength(area))
  const kept = findText(placeOf(area), area.value)
  const put = (text) => { open(area); typedOver(area, kept.base); area.select(); insertText(area, text) }
  if (kept) {
    area.closest('details.fold')?.setAttribute('open', '')
    offerText(area, kept, { take: put, drop: () => forgetText(placeOf(area)) })
  } else {
    forgetText(placeOf(area))
  }
}
for (const tools of document.querySelectorAll('details.tools')) addSigns(tools)
if (form) {
  // Whatever button brought this page, drafts may be other than before.
  tellDrafts(form)
  forgetOnSignOut()
  useFindings(form)
  form.addEventListener('click', press)
  form.addEventListener('submit', sendWhole)
  saveBeforeLeaving(areas, tell)
  listenForKeys(shortcuts(), openKeysByKey())
  // The browser goes to the paragraph that the address names when all is loaded, and takes the focus with it.
  window.addEventListener('load', () => setTimeout(goOn))
}

function tell(area, outcome, told) {
  if (outcome === 'saved') noteSaved(area, told.findings)
  tellSaved(area, outcome, told)
  if (outcome === 'saved') tellProgress(area, told)
}

/** What the buttons do here without the page being sent; the others send it. */
function press(event) {
  const button = event.target.closest('button')
  const [what, segment] = (button?.name === 'do' ? button.value : '').split(':')
  const area = areas.find((one) => segmentOf(one) === segment)
  const aided = button?.closest('.aids')?.closest('.row').querySelector('.write textarea')
  if (aided && (button.dataset.match || button.dataset.insert)) {
    takeAid(aided, button)
    return event.preventDefault()
  }
  const link = event.target.closest('[data-new-term], [data-look-up]')
  if (link) nameMarked(link, link.closest('.row').querySelector('.write textarea'))
  if (button?.dataset.insert) {
    putWord(areaBeside(button), button.dataset.insert)
    return event.preventDefault()
  }
  if (what === 'copy') copy(area)
  if (what === 'suggest') void askMachine(aided, button)
  if (what === 'copy' || what === 'suggest' || what === 'next' && !alone && goesOnAlone(area, button) || what === 'all' && saveAll(button)) event.preventDefault()
}

/** A form on its way waits for what is still being saved: its words and the form's would take each other for another window's. */
function sendWhole(event) {
  const busy = listBusy(areas)
  leaveToForm(areas)
  if (busy.length === 0) return
  event.preventDefault()
  void Promise.all(busy).then(() => form.requestSubmit(event.submitter))
}

/** Saves one paragraph and goes on to the next; false where the site has to look at it, changed or not. */
function goesOnAlone(area, button) {
  const waits = area.closest('.row').hasAttribute('data-asks') && area.value.trim() !== '' && !isDirty(area)
  if (waits) return false
  void (isDirty(area) ? save(area, tell) : Promise.resolve('saved')).then((outcome) => {
    if (outcome === 'saved') open(nextAsking(area))
    else if (outcome !== 'retrying') form.requestSubmit(button)
  })
  return true
}

function saveAll(button) {
  const dirty = areas.filter(isDirty)
  void Promise.all(dirty.map((area) => save(area, tell))).then((outcomes) => {
    if (outcomes.some((outcome) => outcome === 'conflict' || outcome === 'problem')) form.requestSubmit(button)
  })
  return dirty.length > 0
}

function copy(area) {
  open(area)
  area.select()
  insertText(area, originalOf(area))
  document.getElementById('said').textContent = form.dataset.copied
}

/** After a button that sent the page, the field it goes on with has the focus, as it would have without the page being sent. */
function goOn() {
  const place = document.getElementById(location.hash.slice(1))
  if (place?.id.startsWith('p-') && new URLSearchParams(location.search).has('done')) place.querySelector('.write textarea')?.focus()
}

/** The next field whose paragraph asks for the person, from the beginning again after the last; null when none does. */
function nextAsking(area) {
  const at = areas.indexOf(area)
  const others = [...areas.slice(at + 1), ...areas.slice(0, at)]
  return others.find((one) => one.closest('.row').hasAttribute('data-asks')) ?? null
}

function open(area) {
  const place = area ?? document.getElementById('send-title')
  if (!place || !area && alone) return
  area?.closest('details.fold')?.setAttribute('open', '')
  place.focus()
  show(area?.closest('.row') ?? place)
}

/** What helps with a paragraph comes a moment later, below its words: there has to be room for it. */
function show(part) {
  const { bottom, height } = part.getBoundingClientRect()
  const low = bottom > window.innerHeight * 0.6
  part.scrollIntoView({ block: !low ? 'nearest' : height > window.innerHeight * 0.6 ? 'start' : 'center' })
}

function shortcuts() {
  const here = () => areas.find((area) => area.closest('.row').contains(document.activeElement)) ?? (alone ? areas[0] : undefined)
  const click = (what) => {
    const area = here()
    const button = area && form.querySelector(`button[name="do"][value="${what}:${segmentOf(area)}"]`)
    button?.click()
    return button !== null && button !== undefined
  }
  const move = (step) => () => {
    if (alone) return follow(step)
    const at = areas.indexOf(here())
    const to = areas[at < 0 ? 0 : at + step]
    if (to) open(to)
  }
  const arrows = onMac ? {} : { 'Alt+ArrowDown': move(1), 'Alt+ArrowUp': move(-1), 'Alt+KeyC': () => click('copy') }
  return {
    ...arrows, 'Alt+PageDown': move(1), 'Alt+PageUp': move(-1),
    'Ctrl+Enter': () => click('next'), 'Ctrl+Shift+Enter': () => click('send'),
    'Ctrl+KeyS': () => { (form.querySelector('button[value="all"]') ?? form.querySelector('button[value^="stay:"]'))?.click() },
    ...Object.fromEntries([1, 2, 3, 5, 6, 7, 8, 9].map((n) => [`Ctrl+Shift+Digit${n}`, () => pressAid(here(), n)])),
    'Ctrl+Shift+KeyC': (event) => onMac && event.ctrlKey && click('copy'),
  }
}

/** A match or a term by its key; false where there is none. */
function pressAid(area, n) {
  const button = aidButton(area, n)
  if (button) takeAid(area, button)
  return Boolean(button)
}

/** From one paragraph's page to the next one's, saved first. */
function follow(step) {
  const link = document.querySelector(`a[rel="${step > 0 ? 'next' : 'prev'}"]`)
  void Promise.all(areas.filter(isDirty).map((area) => save(area, tell))).then(() => link?.click())
  return link !== null
}

document.addEventListener('keydown', ({ key, target }) => { if (key === 'Escape' && isField(target) && form?.contains(target)) target.blur() })

function areaBeside(button) {
  return button.closest('.write').querySelector('textarea')
}
