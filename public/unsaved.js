/** Words typed and not saved are not left behind without a question. What is being sent is saved. */
let sent = null
document.addEventListener('submit', ({ target }) => { sent = target })
window.addEventListener('beforeunload', (event) => {
  const areas = [...document.querySelectorAll('main form textarea')]
  if (areas.some(({ form, value, defaultValue }) => form !== sent && value !== defaultValue)) event.preventDefault()
  sent = null
})
