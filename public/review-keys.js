/** Single keys for the reviewer's page, by their place on the keyboard, so that they are the same in every layout. */
const CHOICES = { KeyA: 'approve', KeyE: 'edit', KeyR: 'return', KeyU: '' }
const OFF = 'zvirka.review.keys'

const isField = (element) => element.matches('textarea, select, [contenteditable], input:not([type="radio"], [type="checkbox"])')

export function watchKeys(form, save) {
  const list = document.querySelector('details.keys')
  const choice = list.querySelector('[data-keys]')
  const box = choice.querySelector('input')
  choice.hidden = false
  box.checked = localStorage.getItem(OFF) !== 'off'
  box.addEventListener('change', () => localStorage.setItem(OFF, box.checked ? 'on' : 'off'))

  const rows = () => [...form.querySelectorAll('[data-row]')].filter((row) => row.checkVisibility())
  const here = () => document.activeElement.closest('[data-row]')

  function move(step) {
    const all = rows()
    const at = all.indexOf(here())
    const next = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : at + step]
    if (!next) return
    next.tabIndex = -1
    next.focus({ preventScroll: true })
    next.scrollIntoView({ block: 'start' })
  }

  function choose(outcome) {
    const row = here()
    const radio = row?.querySelector(`.choices input[value="${outcome}"]`)
    if (!radio) return
    radio.click()
    const field = { edit: 'text', return: 'reason' }[outcome]
    if (field) row.querySelector(`[name^="${field}:"]`).focus()
  }

  document.addEventListener('keydown', (event) => {
    const { code, key, ctrlKey, metaKey, altKey, target } = event
    if ((ctrlKey || metaKey) && !altKey && code === 'KeyS') {
      event.preventDefault()
      void save()
      return
    }
    if (ctrlKey || metaKey || altKey || isField(target)) return
    if (key === '?') {
      list.open = !list.open
      if (list.open) list.querySelector('summary').focus()
      return
    }
    if (!box.checked) return
    if (code === 'KeyJ') move(1)
    else if (code === 'KeyK') move(-1)
    else if (code in CHOICES && here()) choose(CHOICES[code])
    else return
    event.preventDefault()
  })
}
