import { forgetText, keepText } from './kept.js'

/** Drafts save themselves: when typing stops, when the field or the page is left. Never over something newer. */
const QUIET = 2000
const SLOWEST = 60_000
const KEEPALIVE = 15_000

const states = new WeakMap()

function stateOf(area) {
  const state = states.get(area) ?? { timer: 0, tries: 0, busy: null, stopped: false }
  states.set(area, state)
  return state
}

export function isDirty(area) {
  return area.dataset.unsaved !== undefined || area.value !== area.defaultValue
}

export function segmentOf(area) {
  return area.name.slice('text:'.length)
}

/** Where words of this field are kept: whose they are, in which language, of which paragraph. */
export function placeOf(area) {
  return `${area.form.dataset.person}:${area.lang}:${segmentOf(area)}`
}

/** Begins to look after a field. `after` hears what the site answered. */
export function watch(area, after) {
  const note = () => {
    const state = stateOf(area)
    keepText(placeOf(area), shownOf(area).value.split(',')[0], area.value)
    // Where something newer stands, typing on changes nothing: its person has to look at both.
    if (state.stopped === 'conflict') return
    Object.assign(state, { stopped: false, tries: 0 })
    later(area, after, QUIET)
  }
  area.addEventListener('input', note)
  if (area.value !== area.defaultValue && isFresh()) note()
  const now = () => { if (isDirty(area) && stateOf(area).timer !== 0) void save(area, after) }
  area.addEventListener('blur', now)
  window.addEventListener('online', now)
  window.addEventListener('pagehide', now)
  document.addEventListener('visibilitychange', now)
}

/** Was the page opened anew? Then words in a field were typed before this script came; else the browser may have put older ones back. */
function isFresh() {
  return performance.getEntriesByType('navigation')[0]?.type === 'navigate'
}

/** Everything that is under way, to wait for before the page is sent. */
export function listBusy(areas) {
  return areas.flatMap((area) => stateOf(area).busy ?? [])
}

/** The page goes with all its fields: nothing of them needs to be saved besides. */
export function leaveToForm(areas) {
  for (const area of areas) {
    clearTimeout(stateOf(area).timer)
    stateOf(area).timer = 0
  }
}

/** Saves what stands in the field now: `saved`, `retrying`, or why it needs its person (`conflict`, `problem`, `signedout`). */
export async function save(area, after) {
  const state = stateOf(area)
  if (state.busy) {
    await state.busy
    return isDirty(area) ? save(area, after) : 'saved'
  }
  clearTimeout(state.timer)
  state.timer = 0
  if (state.stopped) return state.stopped
  state.busy = send(area, after)
  const outcome = await state.busy
  state.busy = null
  if (outcome === 'saved' && isDirty(area)) later(area, after, QUIET)
  if (outcome === 'retrying' || outcome === 'signedout') later(area, after, Math.min(SLOWEST, QUIET * 2 ** state.tries++))
  if (outcome === 'conflict' || outcome === 'problem') state.stopped = outcome
  return outcome
}

function later(area, after, wait) {
  const state = stateOf(area)
  clearTimeout(state.timer)
  state.timer = setTimeout(() => void save(area, after), wait)
}

async function send(area, after) {
  const text = area.value
  const { address } = area.form.dataset
  after(area, 'saving')
  try {
    if (stateOf(area).tries > 0) await renewToken(area.form)
    const [base, source, version, , from = ''] = shownOf(area).value.split(',')
    const before = beforeOf(area)
    const offer = area.form.elements[`offer:${segmentOf(area)}`]?.value ?? ''
    const { value: token } = area.form.elements.form_token
    const body = new URLSearchParams({ form_token: token, text, base, source, version, from, offer, ...before })
    const answer = await fetch(`${address}/segments/${segmentOf(area)}/draft`, {
      method: 'POST', body, headers: { accept: 'application/json' }, keepalive: text.length < KEEPALIVE,
    })
    const outcome = OUTCOMES[answer.status] ?? 'retrying'
    const told = outcome === 'saved' || outcome === 'conflict' ? await answer.json() : null
    if (outcome === 'saved') settle(area, text, told)
    if (outcome === 'conflict') nameBefore(area, before)
    after(area, outcome, told)
    return outcome
  } catch {
    after(area, 'retrying')
    return 'retrying'
  }
}

/** The words that are typed over, as far as this page knows them: two edits of them may go together. */
function beforeOf(area) {
  return area.dataset.unsaved === undefined ? { before: area.defaultValue } : {}
}

/** The page of the conflict has to know them as well. */
function nameBefore(area, { before }) {
  const name = `before:${segmentOf(area)}`
  if (before === undefined || area.form.elements[name]) return
  area.after(Object.assign(document.createElement('input'), { type: 'hidden', name, value: before }))
}

/** Goes on over what stands there now, which its person has seen. */
export function goOnOver(area, shown) {
  shownOf(area).value = shown
  Object.assign(stateOf(area), { stopped: false, tries: 0 })
}

const OUTCOMES = { 200: 'saved', 401: 'signedout', 403: 'signedout', 409: 'conflict', 422: 'problem' }

/** Windows that show drafts beside, such as a preview. */
const drafts = new BroadcastChannel('drafts')

/** Tells them that drafts of this form are other than they were. */
export function tellDrafts({ dataset: { address } }) {
  drafts.postMessage(address)
}

function settle(area, text, { shown }) {
  tellDrafts(area.form)
  Object.assign(stateOf(area), { tries: 0 })
  shownOf(area).value = shown
  area.defaultValue = text
  delete area.dataset.unsaved
  if (area.value === text) forgetText(placeOf(area))
}

/** Whoever signed in again in another window goes on here: their forms have another token now. */
async function renewToken(form) {
  const answer = await fetch(location.pathname, { headers: { accept: 'text/html' } })
  const html = answer.ok ? await answer.text() : ''
  const [, token] = /name="form_token" value="([^"]+)"/.exec(html) ?? []
  if (!token || !html.includes(`data-person="${form.dataset.person}"`)) return
  for (const field of document.querySelectorAll('input[name="form_token"]')) field.value = token
}

/** Names the words that what comes now was typed over, where others stand there since: their writer wrote a part of it. */
export function typedOver(area, base) {
  const field = shownOf(area)
  const parts = field.value.split(',')
  if (base && base !== parts[0] && parts.length === 4) field.value = [...parts, base].join()
}

function shownOf(area) {
  return area.form.elements[`shown:${segmentOf(area)}`]
}
