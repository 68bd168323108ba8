import assert from 'node:assert/strict'
import { it } from 'node:test'
import { passwordProblem } from './password-rules.ts'

const OWN = ['Марія Ковальчук-Ткаченко', 'maria.kovalchuk@example.org', 'Луцький архів']

it('takes passwords of any characters', () => {
  const good = ['a quiet bridge in the rain', 'чотири сірі чаплі', '482915736204', 'ґудзик+шафа=7', '🦆🦢🦉🐸🐝🌿🌧🔑🚪🌉🎻🪟', 'x'.repeat(10) + ' y z w v', '    a b c d e   ']
  for (const password of [...good, 'ab cd ef gh '.repeat(10).trim()]) assert.equal(passwordProblem(password, OWN), null, password)
})

it('counts what people see as characters', () => {
  assert.equal(passwordProblem('', OWN), 'required')
  assert.equal(passwordProblem('🦆🦢🦉🐸🐝', OWN), 'too_short')
  assert.equal(passwordProblem('abcdefgh jk', OWN), 'too_short')
  assert.equal(passwordProblem('ab cd ef gh i'.repeat(10), OWN), 'too_long')
})

it('refuses what is guessed first, whatever its case, spaces and numbers', () => {
  const bad = [
    'password1234', 'Password 2026', 'P@ssw0rd12345', 'passwordpassword', 'qwertyuiop[]', 'QWERTYUIOP123', '123456789012', '1q2w3e4r5t6y', 'aaaaaaaaaaaa',
    'abababababab', 'correct horse battery staple', 'йцукенгшщзхї', 'Слава Україні', 'пароль123456', 'Zvirka2026!!!', 'administrator',
  ]
  for (const password of bad) assert.equal(passwordProblem(password, OWN), 'guessable', password)
})

it('refuses a person’s own name and address, and the name of the site', () => {
  for (const password of ['maria.kovalchuk@example.org', 'Maria.Kovalchuk1', 'марія ковальчук-ткаченко', 'Ковальчук-Ткаченко 1987', 'Луцький архів 7']) {
    assert.equal(passwordProblem(password, OWN), 'guessable', password)
  }
})
