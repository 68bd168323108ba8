/** The reviewer's page: choices save themselves, and single keys choose. All of it works without this. */
import { tellTime } from './clock.js'
import { watchKeys } from './review-keys.js'

const PAUSE = 2000
const LONGEST_PAUSE = 60_000
const form = document.querySelector('form.verdicts')
const said = form.querySelector('.saving')
const tally = form.querySelector('#tally')

const changed = new Set()
let pause = PAUSE
let timer
let saving
let failed = false
let out = false
let leaving = false
let pointed = false

/** The proposal that a field of the form speaks of. */
const proposalOf = ({ name = '' }) => name.split(':')[1]
const fieldsOf = (proposal) => [...new FormData(form)].filter(([name]) => name.endsWith(`:${proposal}`))

function say(what) {
  const text = said.dataset[what] ?? ''
  said.textContent = what === 'saved' ? `${text}, ${tellTime()}` : text
  failed = what === 'failed' || what === 'out'
}

function count() {
  const chosen = form.querySelectorAll('.choices input:checked:not([value=""])').length
  tally.textContent = `${tally.dataset.tally}: ${chosen}`
}

function later(wait = PAUSE) {
  clearTimeout(timer)
  timer = setTimeout(() => void save(), wait)
}

/** Sends what changed; what could not be sent stays to be sent again, more slowly each time. */
async function save() {
  if (changed.size === 0 || saving || leaving) return
  const some = [...changed]
  changed.clear()
  saving = new AbortController()
  if (out) await renewToken().catch(() => null)
  say('saving')
  const answer = await send(some, { signal: saving.signal }).catch(() => null)
  saving = undefined
  if (leaving) return
  if (answer?.ok) await settle(answer)
  else for (const one of some) changed.add(one)
  out = answer?.status === 401 || answer?.status === 403
  say(answer?.ok ? changed.size > 0 ? 'saving' : 'saved' : out ? 'out' : 'failed')
  pause = answer?.ok ? PAUSE : Math.min(pause * 2, LONGEST_PAUSE)
  if (changed.size > 0) later(pause)
}

function send(proposals, more) {
  const body = new URLSearchParams([['form_token', form.elements.form_token.value], ...proposals.flatMap(fieldsOf)])
  return fetch(form.dataset.drafts, { method: 'POST', headers: { accept: 'application/json' }, body, ...more })
}

/** Whoever signed in again in another window goes on here: their forms have another token now. */
async function renewToken() {
  const answer = await fetch(location.pathname, { headers: { accept: 'text/html' } })
  const html = answer.ok ? await answer.text() : ''
  const [, token] = /name="form_token" value="([^"]+)"/.exec(html) ?? []
  if (!token || !html.includes(`data-person="${form.dataset.person}"`)) return
  for (const field of document.querySelectorAll('input[name="form_token"]')) field.value = token
}

async function settle(answer) {
  const { versions } = await answer.json()
  for (const [proposal, version] of Object.entries(versions)) form.elements[`draft:${proposal}`].value = version
}

function note({ target }) {
  const proposal = proposalOf(target)
  if (!proposal) return
  changed.add(proposal)
  if (!failed) said.textContent = ''
  later()
}

/** Whoever pressed a choice with a pointer goes on in its field; arrow keys only pass by. */
function open({ target }) {
  count()
  const field = { edit: 'text', return: 'reason' }[target.value]
  if (pointed && field && target.type === 'radio') form.elements[`${field}:${proposalOf(target)}`].focus()
}

form.addEventListener('input', note)
form.addEventListener('change', open)
document.addEventListener('pointerdown', () => { pointed = true })
document.addEventListener('keydown', () => { pointed = false })
form.addEventListener('focusout', () => void save())
form.addEventListener('submit', () => {
  leaving = true
  clearTimeout(timer)
  saving?.abort()
})
// A page that comes back out of the browser's memory goes on saving.
window.addEventListener('pageshow', () => { leaving = false })
window.addEventListener('pagehide', () => {
  if (changed.size > 0 && !leaving) void send([...changed], { keepalive: true }).catch(() => null)
})
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') void save()
})
window.addEventListener('beforeunload', (event) => {
  if (failed && changed.size > 0 && !leaving) event.preventDefault()
})

if ('unsaved' in form.dataset) {
  for (const row of form.querySelectorAll('[name^="shown:"]')) changed.add(proposalOf(row))
  later()
}
// Chosen or typed before this script came; on a page that was loaded again the browser itself may have put older words back.
if (performance.getEntriesByType('navigation')[0]?.type === 'navigate') {
  for (const field of form.querySelectorAll('textarea, .choices input, .marks input')) {
    if (field.type === 'radio' ? field.checked !== field.defaultChecked : field.value !== field.defaultValue) note({ target: field })
  }
}
count()
watchKeys(form, save)
