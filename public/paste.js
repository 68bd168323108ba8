/** What is pasted with its formatting is sent with it, and that is said; whoever wants the plain words, or changes them, sends those. */
const MOST = 4_000_000
for (const field of document.querySelectorAll('[data-paste]')) {
  const area = field.querySelector('textarea')
  const { kept = '', plain = '', changed = '', keep = '', drop = '' } = field.dataset
  const carrier = document.createElement('input')
  const notice = document.createElement('p')
  const said = document.createElement('span')
  const button = document.createElement('button')
  let html = ''
  let pasted = ''
  carrier.type = 'hidden'
  carrier.name = 'html'
  button.type = 'button'
  button.className = 'plain'
  notice.className = 'pasted'
  notice.hidden = true
  said.setAttribute('role', 'status')
  notice.append(said, ' ', button)
  const say = (words) => {
    said.textContent = words
    button.textContent = carrier.value ? drop : keep
    button.hidden = html === ''
    notice.hidden = false
  }
  area.addEventListener('paste', ({ clipboardData }) => {
    const sent = clipboardData?.getData('text/html') ?? ''
    const whole = area.selectionStart === 0 && area.selectionEnd === area.value.length
    html = whole && sent.length <= MOST && /<(?:h[1-6]|[bi]|strong|em|a|li|p|br|table|blockquote|img|code|pre)\b/i.test(sent) ? sent : ''
    if (html === '') return
    // The plain words come into the field after this event.
    setTimeout(() => {
      pasted = area.value
      carrier.value = html
      say(kept)
    })
  })
  area.addEventListener('input', () => {
    if (carrier.value === '' || area.value === pasted) return
    carrier.value = ''
    html = ''
    say(changed)
  })
  button.addEventListener('click', () => {
    carrier.value = carrier.value ? '' : html
    say(carrier.value ? kept : plain)
  })
  field.append(carrier, notice)
}
