/**
 * Whoever switches language in the middle of an article goes on at the same paragraph: its id is the same in every language. The switcher
 * stands at the top, so what counts is where the reader rested last, not what passed by on the way up.
 */
const MASTHEAD = 80
const RESTING_MS = 600
let reading = named()
let resting

window.addEventListener('hashchange', () => { reading = named() })
window.addEventListener('scroll', () => {
  clearTimeout(resting)
  resting = setTimeout(() => { reading = inView() ?? reading }, RESTING_MS)
}, { passive: true })
for (const link of document.querySelectorAll('nav.languages a[rel="alternate"]')) {
  link.addEventListener('click', () => {
    const place = inView() ?? reading
    // Beside another language it has that behind its own id, which it does not have there.
    if (place) link.hash = place.id.split('-', 2).join('-')
  })
}

/** The paragraph that the address names. */
function named() {
  return location.hash.startsWith('#p-') ? document.getElementById(location.hash.slice(1)) : null
}

/** The first passage that can be seen; none while the masthead can. */
function inView() {
  if (window.scrollY < MASTHEAD) return undefined
  return [...document.querySelectorAll('main [id^="p-"][lang]')].find((passage) => passage.getBoundingClientRect().bottom > MASTHEAD)
}
