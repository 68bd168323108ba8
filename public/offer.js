/**
 * Offers the page in a language that the browser prefers, in that language. Only says so, at the edge of the window: nothing moves, nobody
 * is led anywhere. Whoever has chosen a language here, or declined, is not asked again.
 */
const CHOSEN = 'language-chosen'
const switcher = document.querySelector('nav.languages')
const here = switcher?.querySelector('[aria-current]')?.lang
const known = [...switcher?.querySelectorAll('[lang]') ?? []].map(({ lang }) => lang)
const preferred = navigator.languages.map((tag) => tag.toLowerCase().split('-')[0]).find((tag) => known.includes(tag))
const offer = preferred === here ? undefined : [...document.querySelectorAll('.offer')].find(({ lang }) => lang === preferred)

if (offer && !hasChosen()) {
  offer.hidden = false
  offer.querySelector('button').addEventListener('click', () => {
    choose()
    offer.remove()
  })
}
for (const way of document.querySelectorAll('nav.languages a, .offer a')) way.addEventListener('click', choose)
document.querySelector('.stay')?.addEventListener('submit', choose)

// A browser may keep nothing: then it is offered once more.
function hasChosen() {
  try {
    return localStorage.getItem(CHOSEN) !== null
  } catch {
    return false
  }
}

function choose() {
  try {
    localStorage.setItem(CHOSEN, 'yes')
  } catch {
    return
  }
}
