import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { Browser } from '../../test/browser.ts'
import { newPostgresDatabase } from '../../test/databases.ts'
import { fieldsIn } from '../../test/forms.ts'
import { emailOf, newMember, PASSWORD, startTestSite, type TestSite } from '../../test/site.ts'
import { MailServer } from '../../test/smtp.ts'
import { inviteAgain } from '../people/actions.ts'
import { readConfig } from '../config.ts'

const NEW_PASSWORD = 'seven grey herons'
// The site looks once a second: whoever waits for it leaves it the processor.
const LOOK_MS = 20
const ADDRESSES: Record<string, () => Promise<string | undefined>> = { sqlite: async () => undefined, postgres: newPostgresDatabase }

for (const [kind, url] of Object.entries(ADDRESSES)) {
  describe(`letters, on ${kind}`, () => {
    let site: TestSite
    let mail: MailServer
    before(async () => {
      const address = await url()
      mail = await MailServer.open()
      const settings = { SMTP_URL: mail.url, MAIL_FROM: 'Desk <desk@example.org>', ...address === undefined ? {} : { DATABASE_URL: address } }
      site = await startTestSite(settings)
      await site.db.updateTable('person').set({ interface_language: 'uk' }).where('id', '=', site.world.ada.id).execute()
    })
    after(async () => {
      await site.close()
      await mail[Symbol.asyncDispose]()
    })

    const openRows = () => site.db.selectFrom('mail').selectAll().where('due_at', 'is not', null).execute()

    it('bring an invitation whose link works, in words of what it is for', async () => {
      const already = mail.received.length
      const admin = await new Browser(site).signInAs(site, site.world.admin)
      const { html } = await admin.post('/desk/people', '/desk/people', [['name', 'Ніна'], ['email', 'nina@example.org'], ['right[]', 'translate:uk']])
      assert.match(html, /letter with this link is on its way/)
      const letter = (await mail.wait(already + 1))[already]
      assert.ok(letter)
      assert.deepEqual([letter.from, letter.to], ['desk@example.org', 'nina@example.org'])
      assert.equal(letter.headers.get('subject'), '[Звірка] Запрошення: створіть пароль')
      assert.equal(letter.headers.get('auto-submitted'), 'auto-generated')
      assert.equal(letter.headers.get('content-language'), 'uk')
      assert.match(letter.text, /Ваші права на сайті: Переклад: українська\./)
      const [link = ''] = /http\S+/.exec(letter.text) ?? []
      assert.ok(letter.html.includes(link))
      assert.ok(html.includes(link))
      assert.equal((await new Browser(site).get(new URL(link).pathname)).status, 200)
    })

    it('bring a new password to whoever lost theirs: all sessions end, the link works once, and the change is told', async () => {
      const already = mail.received.length
      const { ada } = site.world
      const elsewhere = await new Browser(site).signInAs(site, ada)
      const browser = new Browser(site)
      assert.match((await browser.get('/sign-in')).html, /href="\/reset"/)
      const { html } = await browser.post('/reset', '/reset', { email: ` ${emailOf(ada).toUpperCase()} ` })
      assert.match(html, /a letter with a link is on its way/)
      const letter = (await mail.wait(already + 1))[already]
      assert.equal(letter?.headers.get('subject'), '[Звірка] Новий пароль: відкрийте посилання')
      const path = new URL(/http\S+/.exec(letter?.text ?? '')?.[0] ?? '').pathname
      const done = await browser.post(path, path, { password: NEW_PASSWORD })
      assert.match(done.html, /Пароль змінено|password is changed/)
      assert.equal((await elsewhere.get('/desk/account')).status, 401)
      assert.equal((await browser.get(path)).status, 404)
      assert.match((await mail.wait(already + 2))[already + 1]?.text ?? '', /Перевірте, чи це ви змінили пароль/)
      const again = new Browser(site)
      await again.post('/sign-in', '/sign-in', { email: emailOf(ada), password: NEW_PASSWORD, next: '' })
      assert.equal((await again.get('/desk/account')).status, 200)
    })

    it('are not sent to unknown people, and the answer is the same', async () => {
      const already = mail.received.length
      const gone = await newMember(site, 'Gone', [])
      await site.db.updateTable('person').set({ disabled_at: '2026-01-01T00:00:00.000Z' }).where('id', '=', gone.id).execute()
      const answers = []
      for (const email of ['nobody@example.org', emailOf(gone), emailOf(site.world.bob)]) {
        const browser = new Browser(site)
        const token = fieldsIn((await browser.get('/reset')).html, '/reset').find(([name]) => name === 'form_token')?.[1] ?? ''
        const response = await browser.postRaw('/reset', { email, form_token: token })
        answers.push([response.status, response.url, response.html.replace(/name="form_token" value="[^"]+"/g, ''), [...response.headers.keys()].join()])
      }
      assert.deepEqual(answers[1], answers[0])
      assert.deepEqual(answers[2], answers[0])
      assert.deepEqual((await mail.wait(already + 1)).slice(already).map(({ to }) => to), [emailOf(site.world.bob)])
    })

    it('cannot be had sent to one person without end', async () => {
      const already = mail.received.length
      const person = await newMember(site, 'Flooded', [])
      const browser = new Browser(site)
      for (let i = 0; i < 6; i++) await browser.post('/reset', '/reset', { email: emailOf(person) })
      // The letter to somebody else is written after all of those before it.
      await browser.post('/reset', '/reset', { email: emailOf(site.world.rev) })
      const to = (await mail.wait(already + 4)).slice(already).map((one) => one.to)
      assert.deepEqual([to.filter((one) => one === emailOf(person)).length, to.at(-1)], [3, emailOf(site.world.rev)])
    })

    it('are tried again after a refusal, with the same Message-ID, and given up after the eighth', async () => {
      const already = mail.received.length
      const person = await newMember(site, 'Unlucky', [])
      mail.refusals = 7
      const config = readConfig({ SMTP_URL: mail.url, BASE_URL: site.url })
      await inviteAgain(site.db, site.world.admin, person.id, config)
      for (let tried = 1; tried <= 7; tried++) await sooner(tried)
      assert.equal((await mail.wait(already + 1))[already]?.to, emailOf(person))

      mail.refusals = 8
      await inviteAgain(site.db, site.world.admin, person.id, config)
      for (let tried = 1; tried <= 7; tried++) await sooner(tried)
      const admin = await new Browser(site).signInAs(site, site.world.admin)
      let html = ''
      while (!html.includes('could not be delivered')) {
        await pause(LOOK_MS)
        html = (await admin.get('/desk/people')).html
      }
      assert.match(html, /Unlucky: link for a new password/)
      assert.match(html, /<code>451<\/code>/)
      assert.doesNotMatch(html, /secret@example\.org/)
    })

    /** Waits until the letter was refused that often, and makes it due at once. */
    async function sooner(tried: number): Promise<void> {
      for (;;) {
        const { numUpdatedRows } = await site.db.updateTable('mail').set({ due_at: '2026-01-01T00:00:00.000Z', failure: null })
          .where('tries', '=', tried).where('failure', 'is not', null).where('due_at', 'is not', null).executeTakeFirst()
        if (numUpdatedRows > 0n) return
        await pause(LOOK_MS)
      }
    }

    it('leave no link behind once they are sent', async () => {
      while ((await openRows()).length > 0) await pause(LOOK_MS)
      const rows = await site.db.selectFrom('mail').selectAll().execute()
      assert.ok(rows.length > 0)
      assert.doesNotMatch(JSON.stringify(rows), /https?:/)
    })

    it('are written with what they tell of, or not at all', async () => {
      const before = (await site.db.selectFrom('mail').selectAll().execute()).length
      const admin = await new Browser(site).signInAs(site, site.world.admin)
      assert.equal((await admin.post('/desk/people', '/desk/people', { name: 'Ada', email: emailOf(site.world.ada) })).status, 409)
      assert.equal((await site.db.selectFrom('mail').selectAll().execute()).length, before)
    })
  })
}

describe('a site without a mail server', () => {
  let site: TestSite
  before(async () => { site = await startTestSite() })
  after(() => site.close())

  it('says who makes a link for a new password', async () => {
    const browser = new Browser(site)
    assert.match((await browser.get('/reset')).html, /Ask its administrator/)
    const person = await newMember(site, 'Roman', [])
    const admin = await new Browser(site).signInAs(site, site.world.admin)
    const { html } = await admin.post('/desk/people', `/desk/people/${person.id}/invitations`, {})
    const path = new URL(/value="([^"]+\/reset\/[^"]+)"/.exec(html)?.[1] ?? '').pathname
    assert.equal((await browser.post(path, path, { password: PASSWORD.slice(0, 5) })).status, 422)
    assert.match((await browser.post(path, path, { password: NEW_PASSWORD })).html, /password is changed/)
    assert.equal((await site.db.selectFrom('mail').selectAll().execute()).length, 0)
  })
})
