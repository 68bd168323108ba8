/** A button beside a link that is there to be sent: one click copies it, and says so. */
for (const field of document.querySelectorAll('[data-copy]')) {
  const input = field.querySelector('input')
  const { copy = '', copied = '' } = field.dataset
  const button = document.createElement('button')
  const said = document.createElement('span')
  button.type = 'button'
  button.textContent = copy
  said.setAttribute('role', 'status')
  button.addEventListener('click', async () => {
    input.select()
    await navigator.clipboard.writeText(input.value)
    said.textContent = copied
  })
  input.addEventListener('focus', () => input.select())
  field.append(button, said)
}
