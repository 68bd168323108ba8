/** The headings of a text in Markdown, with the number of the paragraph that each is; and how many paragraphs it has. */
export function readOutline(text) {
  const headings = []
  let count = 0
  let fence = ''
  let inside = false
  let offset = 0
  let named = false
  for (const line of text.split('\n')) {
    const [, signs = ''] = /^\s{0,3}(`{3,}|~{3,})/.exec(line) ?? []
    const blank = line.trim() === ''
    if (fence !== '') {
      if (signs.startsWith(fence) && line.trim() === signs) fence = ''
    } else if (blank) {
      inside = false
    } else if (signs !== '') {
      fence = signs
      count += 1
      inside = false
    } else if (/^\{\.\p{L}+/u.test(line)) {
      named = /^\{\.(?:title|заголовок)/iu.test(line)
      inside = false
    } else {
      const [, hashes = '', words = ''] = /^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$/.exec(line) ?? []
      const item = /^\s*(?:[-*+]|\d{1,9}[.)])\s+\S/.test(line)
      if (!inside || hashes !== '' || item) count += 1
      if (hashes !== '' || named) headings.push({ level: Math.min(hashes.length || 1, 4), words: hashes === '' ? line.trim() : words, number: count, offset })
      inside = hashes === ''
      named = false
    }
    offset += line.length + 1
  }
  return { headings, count }
}

/** Shows the outline beside the field, and leads to each heading; it follows what is typed. */
export function showOutline(area, place) {
  const list = place.querySelector('ol')
  const told = place.querySelector('[data-count]')
  const numbers = new Intl.NumberFormat(document.documentElement.lang)
  let shown = ''
  const draw = () => {
    const { headings, count } = readOutline(area.value)
    told.textContent = told.dataset.count.replace('{number}', numbers.format(count))
    const known = JSON.stringify(headings.map(({ level, words: said, number }) => [level, said, number]))
    const buttons = [...list.querySelectorAll('button')]
    if (known === shown) return void headings.forEach(({ offset }, at) => { buttons[at].dataset.offset = offset })
    shown = known
    list.replaceChildren(...headings.map((heading) => lineOf(area, heading, numbers)))
  }
  let timer = 0
  area.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(draw, 300)
  })
  draw()
  place.hidden = false
}

function lineOf(area, { level, words, number, offset }, numbers) {
  const item = document.createElement('li')
  const button = document.createElement('button')
  const said = document.createElement('span')
  const place = document.createElement('span')
  item.dataset.level = level
  button.type = 'button'
  button.dataset.offset = offset
  place.className = 'n'
  place.textContent = `${numbers.format(number)} `
  said.lang = area.lang
  said.textContent = words
  button.append(place, said)
  button.addEventListener('click', () => goTo(area, Number(button.dataset.offset)))
  item.append(button)
  return item
}

/** Puts the caret at a place in the text, and the place in sight. */
export function goTo(area, offset) {
  // Browsers scroll to the caret when a field takes focus, not when it has it already.
  area.blur()
  area.setSelectionRange(offset, offset)
  area.focus()
  const before = area.value.slice(0, offset).split('\n').length
  const all = area.value.split('\n').length
  const wanted = area.scrollHeight * (before / all) - area.clientHeight / 3
  if (wanted < area.scrollTop || wanted > area.scrollTop + area.clientHeight) area.scrollTop = Math.max(wanted, 0)
}
