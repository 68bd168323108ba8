/** Words typed and not saved are not left behind without a question. What is being sent is saved; what a refused form shows is not. */
let sent = null
document.addEventListener('submit', ({ target }) => { sent = target })
window.addEventListener('beforeunload', (event) => {
  const areas = [...document.querySelectorAll('main form textarea')]
  const unsaved = ({ value, defaultValue, dataset }) => value !== defaultValue || dataset.unsaved !== undefined
  if (areas.some((area) => area.form !== sent && unsaved(area))) event.preventDefault()
  sent = null
})
