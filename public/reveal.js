/** A button beside each password: what was typed can be looked at, letter by letter, where nobody else looks. */
for (const secret of document.querySelectorAll('.secret')) {
  const input = secret.querySelector('input')
  const { show = '', hide = '' } = secret.dataset
  const button = document.createElement('button')
  const name = () => `${button.textContent}: ${input.labels[0].textContent}`
  button.type = 'button'
  button.textContent = show
  button.setAttribute('aria-label', name())
  button.addEventListener('click', () => {
    const shown = input.type === 'text'
    input.type = shown ? 'password' : 'text'
    button.textContent = shown ? show : hide
    button.setAttribute('aria-label', name())
    input.focus()
  })
  // Browsers keep what is typed into a text field; a password is sent as one.
  input.form.addEventListener('submit', () => { input.type = 'password' })
  input.after(button)
  secret.classList.add('revealable')
}
