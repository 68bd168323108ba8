/** Putting signs and pieces into a field at the caret, so that the browser's own undo takes them back. */
export function insertText(area, text) {
  area.focus()
  // Nothing else that a page may call leaves the field's history whole.
  if (document.execCommand('insertText', false, text)) return
  area.setRangeText(text, area.selectionStart, area.selectionEnd, 'end')
  area.dispatchEvent(new InputEvent('input', { bubbles: true }))
}

/** The original beside a field as it is now: without what a comparison marks as gone, and its words for those who hear it. */
export function originalOf(area) {
  const text = document.getElementById(`o-${area.name.slice('text:'.length)}`)?.cloneNode(true)
  if (!text) return ''
  for (const gone of text.querySelectorAll('del, .vh')) gone.remove()
  for (const line of text.querySelectorAll('br')) line.replaceWith('\n')
  return text.textContent
}

/** How long the text is now, beside the original. */
export function tellLength(area) {
  const { format } = new Intl.NumberFormat(document.documentElement.lang)
  const original = originalOf(area)
  const said = area.form.dataset.length.replace('{own}', format([...area.value].length)).replace('{original}', format([...original].length))
  for (const place of area.closest('.write').querySelectorAll('.count')) place.textContent = said
  showSpaces(area)
}

/** A bar of signs that keyboards lack, made when somebody opens it. */
export function addSigns(tools) {
  tools.hidden = false
  const make = () => {
    if (!tools.open || tools.querySelector('.sign-bar')) return
    const area = tools.closest('.write').querySelector('textarea')
    const bar = document.getElementById('signs').content.firstElementChild.cloneNode(true)
    bar.addEventListener('click', ({ target }) => { if (target.dataset.sign) insertText(area, target.dataset.sign) })
    tools.append(bar)
    showSpaces(area)
  }
  tools.addEventListener('toggle', make)
  make()
}

function showSpaces(area) {
  const line = area.closest('.write').querySelector('.spaces')
  if (!line) return
  line.hidden = !area.value.includes('\u00a0')
  line.lastElementChild.textContent = area.value.replaceAll('\u00a0', '⍽')
}
