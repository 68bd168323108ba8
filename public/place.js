/** Whoever switches language in the middle of an article goes on at the same paragraph: its id is the same in every language. */
const MASTHEAD = 80
for (const link of document.querySelectorAll('nav.languages a[rel="alternate"]')) {
  link.addEventListener('click', () => {
    if (window.scrollY < MASTHEAD) return
    const passages = [...document.querySelectorAll('main [id^="p-"]')]
    const reading = passages.find((passage) => passage.getBoundingClientRect().bottom > MASTHEAD)
    // Beside another language it has that behind its own id, which it does not have there.
    if (reading) link.hash = reading.id.split('-', 2).join('-')
  })
}
