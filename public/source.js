import { tellTime } from './clock.js'
import { findText, forgetOnSignOut, forgetText, keepText, offerText } from './kept.js'
import { goTo, showOutline } from './outline.js'

/** The text of an original saves itself as somebody's draft: when typing stops, never over something newer. */
const QUIET = 2500
const SLOWEST = 60_000
const OUTCOMES = { 200: 'saved', 401: 'signedout', 403: 'signedout', 409: 'conflict', 413: 'problem', 422: 'problem' }

const form = document.querySelector('form[data-source]')
const area = form.elements.text
const version = form.elements.version
const said = form.querySelector('[data-said]')
const place = `${form.dataset.person}:${area.lang}:source-${form.dataset.article}`
let timer = 0
let tries = 0
let busy = null
let keeping = 0
let stopped = form.elements.instead !== undefined

function later(wait) {
  clearTimeout(timer)
  timer = setTimeout(() => void save(), wait)
}

function tell(outcome) {
  const words = form.dataset[`say${outcome[0].toUpperCase()}${outcome.slice(1)}`] ?? ''
  said.textContent = words.replace('{time}', tellTime())
  said.dataset.outcome = outcome
}

async function save() {
  clearTimeout(timer)
  timer = 0
  if (busy || stopped || area.value === area.defaultValue && area.dataset.unsaved === undefined) return
  busy = send(area.value)
  const outcome = await busy
  busy = null
  tell(outcome)
  if (outcome === 'retrying' || outcome === 'signedout') return later(Math.min(SLOWEST, QUIET * 2 ** tries++))
  stopped = outcome === 'conflict' || outcome === 'problem'
  if (outcome === 'saved' && area.value !== area.defaultValue) later(QUIET)
}

async function send(text) {
  tell('saving')
  try {
    if (tries > 0) await renewToken()
    const body = new URLSearchParams({ form_token: form.elements.form_token.value, version: version.value, do: 'save', text })
    const answer = await fetch(form.action, { method: 'POST', body, headers: { accept: 'application/json' } })
    const outcome = OUTCOMES[answer.status] ?? 'retrying'
    if (outcome === 'saved') settle(text, await answer.json())
    return outcome
  } catch {
    return 'retrying'
  }
}

function settle(text, told) {
  tries = 0
  version.value = told.version
  form.querySelector('[data-none]')?.remove()
  area.defaultValue = text
  delete area.dataset.unsaved
  if (area.value !== text) return
  clearTimeout(keeping)
  forgetText(place)
}

/** Whoever signed in again in another window goes on here: their forms have another token now. */
async function renewToken() {
  const answer = await fetch(location.pathname, { headers: { accept: 'text/html' } })
  const html = answer.ok ? await answer.text() : ''
  const [, token] = /name="form_token" value="([^"]+)"/.exec(html) ?? []
  if (!token || !html.includes(`data-person="${form.dataset.person}"`)) return
  for (const field of document.querySelectorAll('input[name="form_token"]')) field.value = token
}

area.addEventListener('input', () => {
  clearTimeout(keeping)
  keeping = setTimeout(() => keepText(place, version.value, area.value), 400)
  if (said.dataset.outcome === 'problem') stopped = false
  if (!stopped) later(QUIET)
})
area.addEventListener('blur', ({ relatedTarget }) => {
  // Whoever goes on to a button sends the text with it.
  if (timer !== 0 && relatedTarget?.form !== form) void save()
})
for (const [target, event] of [[window, 'online'], [document, 'visibilitychange']]) {
  target.addEventListener(event, () => { if (timer !== 0) void save() })
}
// The form goes with the text: nothing of it needs to be saved besides. What is on its way comes first, else it would seem newer.
form.addEventListener('submit', (event) => {
  clearTimeout(timer)
  timer = 0
  stopped = true
  if (!busy) return
  event.preventDefault()
  void busy.then(() => form.requestSubmit(event.submitter))
})

const kept = findText(place, area.value)
if (kept) {
  offerText(area, kept, {
    take(text) {
      area.value = text
      area.dispatchEvent(new Event('input'))
      area.focus()
    },
    drop() {
      forgetText(place)
    },
  })
}
for (const link of document.querySelectorAll('a[data-line]')) {
  link.addEventListener('click', (event) => {
    event.preventDefault()
    const lines = area.value.split('\n').slice(0, Number(link.dataset.line) - 1)
    goTo(area, lines.reduce((sum, { length }) => sum + length + 1, 0))
  })
}
showOutline(area, document.querySelector('[data-outline]'))
forgetOnSignOut()
