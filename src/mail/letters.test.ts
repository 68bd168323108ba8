import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkHtml } from '../../test/markup.ts'
import { speak } from '../i18n/voice.ts'
import { writeLetter, type Letter } from './letters.ts'

const LETTER = { site: 'Брама', email: 'nina@example.org', link: 'https://example.org/invitations/x_-1', time: '2025-12-14T07:00:00.000Z' }

/** A no-break space stands where a line must not be broken: written here as a plain one. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ')

const WRITTEN: Record<string, [subject: string, text: string]> = {
  'en invitation': ['[Брама] Invitation: set your password', `Open this link to set your password and start working on Брама:

https://example.org/invitations/x_-1

The link works once, until 14 December 2025 at 09:00.

What you may do there: Translates into Ukrainian; Reviews in English.

-- 
You get this letter because an administrator of Брама invited nina@example.org. If that is a mistake, there is nothing you need to do.
`],
  'uk invitation': ['[Брама] Запрошення: створіть пароль', `Відкрийте це посилання, щоб створити пароль і почати роботу на сайті «Брама»:

https://example.org/invitations/x_-1

Посилання спрацює один раз, до такого часу: 14 грудня 2025 р. о 09:00.

Ваші права на сайті: Переклад: українська; Рецензія: англійська.

-- 
Ви отримуєте цей лист, бо адміністратор сайту «Брама» запрошує вас за адресою nina@example.org. Якщо це помилка, нічого робити не треба.
`],
  'en reset': ['[Брама] New password: open the link', `Open this link to set a new password for Брама:

https://example.org/invitations/x_-1

The link works once, until 14 December 2025 at 09:00. After that all your devices have to sign in again.

-- 
You get this letter because a new password for nina@example.org was asked for. If you did not ask, there is nothing you need to do: your password stays as it is.
`],
  'uk reset': ['[Брама] Новий пароль: відкрийте посилання', `Відкрийте це посилання, щоб створити новий пароль для сайту «Брама»:

https://example.org/invitations/x_-1

Посилання спрацює один раз, до такого часу: 14 грудня 2025 р. о 09:00. Після цього на всіх пристроях потрібно буде увійти знову.

-- 
Ви отримуєте цей лист, бо надійшов запит на новий пароль для адреси nina@example.org. Якщо запит не ваш, нічого робити не треба: пароль лишається той самий.
`],
  'en password_changed': ['[Брама] Password changed: check that it was you', `Check that it was you who changed the password. If it was not, ask for a new one here at once:

https://example.org/invitations/x_-1

It was changed on 14 December 2025 at 09:00. All your devices have to sign in again.

-- 
You get this letter because the password for nina@example.org on Брама was changed.
`],
  'uk password_changed': ['[Брама] Пароль змінено: перевірте, чи це зробили ви', `Перевірте, чи це ви змінили пароль. Якщо ні, одразу попросіть новий за цим посиланням:

https://example.org/invitations/x_-1

Час зміни: 14 грудня 2025 р. о 09:00. На всіх пристроях потрібно увійти знову.

-- 
Ви отримуєте цей лист, бо на сайті «Брама» змінено пароль для адреси nina@example.org.
`],
}

describe('a letter', () => {
  for (const [name, [subject, text]] of Object.entries(WRITTEN)) {
    it(`is written as agreed: ${name}`, async () => {
      const [language = '', kind] = name.split(' ') as [string, Letter['kind']]
      const voice = speak(language)
      const rights = kind !== 'invitation' ? [] : language === 'uk' ? ['Переклад: українська', 'Рецензія: англійська'] : ['Translates into Ukrainian', 'Reviews in English']
      const letter = writeLetter(voice, { ...LETTER, kind, rights })
      assert.equal(plain(letter.subject), subject)
      assert.equal(plain(letter.text), text)
      assert.deepEqual(await checkHtml(letter.html), [])
      for (const line of text.split('\n').filter((one) => one !== '' && one !== '-- ')) assert.ok(plain(letter.html).includes(line), line)
      assert.equal(letter.html.match(/<a /g)?.length, 1)
      assert.doesNotMatch(letter.html, /<img|src=|url\(/)
    })
  }

  it('lets no name break out of a header or into its HTML', () => {
    const hostile = '<script>x()</script>"\r\nBcc: everybody@example.org {{email}} $t(save)'
    const { subject, html, text } = writeLetter(speak('en'), { ...LETTER, kind: 'reset', site: hostile })
    assert.doesNotMatch(subject, /[\r\n]/)
    assert.doesNotMatch(html, /<script>/)
    assert.match(text, /\{\{email\}\} \$t\(save\)/)
  })
})
