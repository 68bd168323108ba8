import { segmentOf } from './autosave.js'
import { fetchPage } from './page.js'
import { showFindings } from './findings.js'
import { insertText } from './signs.js'

/** Memory, terms and checks beside the paragraph in hand. Whatever fails here, the field works on. */
const QUIET = 300

const known = new WeakMap()
const visited = new WeakSet()
let checker
let spacedBetween
let inHand

/** Begins to help with a field when somebody goes to it. */
export function assist(area) {
  area.addEventListener('focus', () => {
    visited.add(area)
    takeInHand(area)
    void prepare(area).catch(() => {})
  })
  let timer = 0
  area.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(() => checkNow(area), QUIET)
  })
}

/** What the site found in the words that it saved: spelling and answers are known to it alone. */
export function noteSaved(area, findings) {
  const aids = known.get(area)
  if (aids) Object.assign(aids, { findings, saved: area.value })
}

/** The button that a key presses, beside a field. */
export function aidButton(area, key) {
  return area?.closest('.row').querySelector(`.aids [aria-keyshortcuts="Control+Shift+${key}"]`)
}

/** Puts a match into the field in the place of what stands there, or a term at the cursor. */
export function takeAid(area, button) {
  if (button.dataset.match !== undefined) {
    area.select()
    insertText(area, button.dataset.match)
    nameOffer(area, button.dataset.offer)
  } else {
    putWord(area, button.dataset.insert)
  }
}

/** Puts a word in at the cursor, in the place of what is marked; at the end of a field where nobody has been. */
export function putWord(area, word) {
  if (!visited.has(area)) area.setSelectionRange(area.value.length, area.value.length)
  const { value, selectionStart, selectionEnd } = area
  const put = () => insertText(area, spacedBetween?.(value.slice(0, selectionStart), word, value.slice(selectionEnd)) ?? word)
  if (spacedBetween) put()
  else void loadChecker().then(put, put)
}

/** What is marked goes along to the form of a new term, or to the memory: there also words of the field. */
export function nameMarked(link, area) {
  const marked = window.getSelection()
  const isOriginal = link.closest('.row').querySelector('[id^="o-"]')?.contains(marked.anchorNode)
  const own = 'lookUp' in link.dataset && area ? area.value.slice(area.selectionStart, area.selectionEnd) : ''
  const words = (isOriginal ? marked.toString() : own).replace(/\s+/g, ' ').trim().slice(0, 200)
  const { searchParams } = new URL(link.href)
  searchParams.set('lookUp' in link.dataset ? 'q' : 'text', words)
  link.search = searchParams
}

function loadChecker() {
  checker ??= import('/desk/checks.js').then(({ openChecker }) => openChecker(document.documentElement.lang)).then((made) => {
    ({ spacedBetween } = made)
    return made
  })
  // Without a connection it is asked for again.
  checker.catch(() => { checker = undefined })
  return checker
}

function nameOffer(area, offer) {
  const name = `offer:${segmentOf(area)}`
  const field = area.form.elements[name] ?? Object.assign(document.createElement('input'), { type: 'hidden', name })
  field.value = offer ?? ''
  if (!field.isConnected) area.after(field)
  if (!offer) field.remove()
}

/** Only the paragraph in hand has its aids open; the field stays where it is on the screen. */
function takeInHand(area) {
  inHand = area
  const row = area.closest('.row')
  const { top: before, height } = area.getBoundingClientRect()
  // What helps with it is longer than the original: the field keeps its height.
  area.style.minHeight = `${height}px`
  for (const aids of area.form.querySelectorAll('.aids')) aids.hidden = !row.contains(aids)
  window.scrollBy(0, area.getBoundingClientRect().top - before)
}

async function prepare(area) {
  if (known.has(area)) return
  known.set(area, null)
  const loading = loadChecker()
  try {
    const page = document.querySelector('[data-pair]') ? document : await fetchPage(`${area.form.dataset.address}/segments/${segmentOf(area)}`)
    const [pair, findings] = ['pair', 'found'].map((name) => JSON.parse(page.querySelector(`[data-${name}]`).textContent))
    known.set(area, { pair, findings, saved: area.defaultValue })
    // Their words are put in as the checker knows how: without it, as they are.
    await loading.catch(() => {})
    if (page !== document) showAids(area, page)
  } catch (error) {
    known.delete(area)
    throw error
  }
  known.get(area).check = (await loading).check
  checkNow(area)
}

function showAids(area, page) {
  const aids = page.querySelector('.aids')
  // Whoever went on meanwhile has another paragraph in hand.
  if (aids) area.closest('.row').append(Object.assign(document.importNode(aids, true), { hidden: inHand !== area }))
  const [here, there] = [document, page].map((one) => one.getElementById(`o-${segmentOf(area)}`))
  // Where a comparison stands, its marks are worth more.
  if (here && there && !here.querySelector('ins, del')) here.replaceChildren(...document.importNode(there, true).childNodes)
}

function checkNow(area) {
  const aids = known.get(area)
  if (!aids?.check) return
  const text = area.value.trim()
  const answered = new Map(aids.findings.map((one) => [one.id, one.meant]))
  const now = text === '' ? [] : aids.check(aids.pair, text).map((one) => ({ ...one, meant: answered.get(one.id) ?? null }))
  const ids = new Set(now.map(({ id }) => id))
  // What only the site can find stays until it looks again, as long as the words stand.
  const besides = aids.findings.filter(({ id, remote, at }) => remote && !ids.has(id) && stillThere(aids, at, area.value))
  showFindings(area, [...now, ...besides])
}

function stillThere({ saved }, at, text) {
  const { start, end } = at ?? { start: 0 }
  return text.slice(start, end) === saved.slice(start, end)
}
