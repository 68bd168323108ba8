/** Keys by their place on the keyboard, so that they are the same in every layout; never one that edits or that the browser needs. */
const SINGLE_OFF = 'zvirka:single-keys'
export const onMac = /^(Mac|iP)/.test(navigator.platform)

/** Acts by the name of the keys (`Ctrl+Shift+Enter`, `Alt+KeyC`); on a Mac Cmd counts as Ctrl. An act that answers false was not meant. */
export function listenForKeys(acts, single = {}) {
  document.addEventListener('keydown', (event) => {
    // AltGr writes letters (ґ), and whoever composes a letter is in the middle of it.
    if (event.isComposing || event.repeat || event.defaultPrevented || event.getModifierState('AltGraph')) return
    const act = hasModifier(event) ? acts[nameOf(event)] : singleFor(event, single)
    if (act && act(event) !== false) event.preventDefault()
  })
}

/** Does the element take what is typed? */
export function isField(element) {
  return element instanceof Element && element.matches('textarea, select, input:not([type=checkbox], [type=radio], [type=submit]), [contenteditable]')
}

/** The list of keys: opened by `?` where nobody types, unless they switched single keys off. */
export function openKeysByKey() {
  const list = document.getElementById('keys')
  const tick = document.getElementById('keys-single')
  if (!list || !tick) return {}
  tick.checked = localStorage.getItem(SINGLE_OFF) === null
  tick.addEventListener('change', () => {
    if (tick.checked) localStorage.removeItem(SINGLE_OFF)
    else localStorage.setItem(SINGLE_OFF, 'off')
  })
  return { '?': () => list.togglePopover() }
}

function hasModifier({ ctrlKey, metaKey, altKey }) {
  return ctrlKey || metaKey || altKey
}

function nameOf({ ctrlKey, metaKey, altKey, shiftKey, code }) {
  return `${ctrlKey || metaKey ? 'Ctrl+' : ''}${altKey ? 'Alt+' : ''}${shiftKey ? 'Shift+' : ''}${code.replace('Numpad', '')}`
}

function singleFor({ target, key, code }, single) {
  if (isField(target) || localStorage.getItem(SINGLE_OFF) !== null) return undefined
  return single[key] ?? single[code]
}
