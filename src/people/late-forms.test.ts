import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Browser, type Answer } from '../../test/browser.ts'
import { newPostgresDatabase } from '../../test/databases.ts'
import { fieldsIn } from '../../test/forms.ts'
import { checkHtml } from '../../test/markup.ts'
import { emailOf, newMember, PASSWORD, startTestSite, type TestSite } from '../../test/site.ts'
import { newArticle, submit } from '../../test/world.ts'
import { newId } from '../db/id.ts'
import type { Actor } from './model.ts'

const TYPED = 'Дощило <b>"цілу ніч"</b> &amp; й далі.\r\nДругий рядок.'
const SHOWN = 'Дощило &lt;b&gt;&#34;цілу ніч&#34;&lt;/b&gt; &amp;amp; й далі.'

type Fields = [name: string, value: string][]
/** A page with a form, who fills it in, what they type there, and where their words stand in the database. */
interface Room {
  who: (site: TestSite) => Actor
  open: (site: TestSite) => Promise<{ page: string, action: string, typed: Record<string, string> }>
  stored: (site: TestSite) => Promise<unknown>
  /** Sending it changes nothing yet: it is only shown as it was understood. */
  changes?: false
}

const ROOMS: Record<string, Room> = {
  'a translation': {
    who: ({ world }) => world.ada,
    open: async ({ world }) => {
      const { article, segments } = await newArticle(world, 'en', ['The quiet bridge', 'It rained.'])
      const page = `/desk/articles/${article}/languages/uk`
      return { page, action: `${page}/drafts`, typed: { [`text:${segments[1]}`]: TYPED, do: `next:${segments[1]}` } }
    },
    stored: ({ db }) => db.selectFrom('draft').selectAll().execute(),
  },
  'a review': {
    who: ({ world }) => world.rev,
    open: async ({ world, db }) => {
      const { article, segments } = await newArticle(world, 'en', ['The quiet bridge', 'It rained.'])
      const desk = { article, source: 'en', language: 'uk' }
      const { submission } = await submit(db, world.ada, desk, { [segments[1] ?? '']: 'Лило.' })
      const { id } = await db.selectFrom('proposal').select('id').where('submission_id', '=', submission ?? '').executeTakeFirstOrThrow()
      const page = `/desk/submissions/${submission}`
      return { page, action: `${page}/reviews`, typed: { [`outcome:${id}`]: 'return', [`reason:${id}`]: TYPED } }
    },
    stored: ({ db }) => db.selectFrom('decision').selectAll().execute(),
  },
  'a text that is brought in': {
    who: ({ world }) => world.ed,
    open: async () => ({ page: '/desk/articles/new', action: '/desk/articles/preview', typed: { text: `Тихий міст\r\n\r\n${TYPED}` } }),
    stored: ({ db }) => db.selectFrom('article').selectAll().execute(),
    changes: false,
  },
  'the settings': {
    who: ({ world }) => world.admin,
    open: async () => ({ page: '/desk/settings', action: '/desk/settings', typed: {
      site_name_uk: 'Дощило <b>"цілу ніч"</b> &amp; й далі.', site_name_en: `Gate ${newId()}`,
      root_language: '', ...Object.fromEntries(['apostrophe', 'quotes', 'dashes'].flatMap((sign) => [[`${sign}_uk`, 'typed'], [`${sign}_en`, 'typed']])),
    } }),
    stored: ({ db }) => db.selectFrom('setting').selectAll().execute(),
  },
}

/** What happens to the session between opening the page and sending the form. */
const ENDINGS: Record<string, (site: TestSite, person: Actor) => Promise<unknown>> = {
  'was deleted': ({ db }, { id }) => db.deleteFrom('session').where('person_id', '=', id).execute(),
  'was over': ({ db }, { id }) => db.updateTable('session').set({ expires_at: '2026-01-01T00:00:00.000Z' }).where('person_id', '=', id).execute(),
  'was idle for too long': ({ db }, { id }) => db.updateTable('session').set({ seen_at: '2026-01-01T00:00:00.000Z' }).where('person_id', '=', id).execute(),
}

const ADDRESSES: Record<string, () => Promise<string | undefined>> = { sqlite: async () => undefined, postgres: newPostgresDatabase }

for (const [kind, url] of Object.entries(ADDRESSES)) {
  describe(`a form that comes too late, on ${kind}`, () => {
    let site: TestSite
    before(async () => {
      const address = await url()
      site = await startTestSite(address === undefined ? {} : { DATABASE_URL: address })
    })
    after(() => site.close())

    async function fillIn(browser: Browser, room: Room): Promise<{ action: string, fields: Fields }> {
      const { page, action, typed } = await room.open(site)
      const shown = fieldsIn((await browser.get(page)).html, action)
      const names = Object.keys(typed)
      return { action, fields: [...shown.filter(([name]) => !names.includes(name)), ...Object.entries(typed)] }
    }

    async function signInOn(browser: Browser, { html }: Answer, person: Actor, password = PASSWORD): Promise<Answer> {
      const fields = fieldsIn(html, '/sign-in').filter(([name]) => name !== 'email' && name !== 'password')
      return browser.postRaw('/sign-in', [...fields, ['email', emailOf(person)], ['password', password]])
    }

    for (const [name, room] of Object.entries(ROOMS)) {
      for (const [what, end] of Object.entries(ENDINGS)) {
        it(`never loses what was typed when the session ${what}: ${name} (P01)`, async () => {
          const person = room.who(site)
          const browser = await new Browser(site).signInAs(site, person)
          const { action, fields } = await fillIn(browser, room)
          const untouched = await room.stored(site)
          await end(site, person)

          const asked = await browser.postRaw(action, fields)
          assert.equal(asked.status, 401)
          assert.match(asked.html, /What you sent is not lost/)
          assert.deepEqual(await checkHtml(asked.html), [])
          const mistaken = await signInOn(browser, asked, person, 'not the password')
          assert.equal(mistaken.status, 422)
          const shown = await signInOn(browser, mistaken, person)
          assert.equal(shown.status, 200)
          assert.deepEqual(await checkHtml(shown.html), [])
          assert.ok(shown.html.includes(SHOWN), shown.html)
          assert.deepEqual(await room.stored(site), untouched)

          const kept = fieldsIn(shown.html, action)
          const sorted = (some: Fields) => some.filter(([one]) => one !== 'form_token').map(([one, value]) => [one, value.replaceAll('\r', '')].join('=')).sort()
          assert.deepEqual(sorted(kept), sorted(fields))
          const done = await browser.postRaw(action, kept)
          assert.ok([200, 422].includes(done.status) && !done.url.includes('/sign-in'), `${done.status} ${done.url}`)
          if (room.changes !== false) assert.notDeepEqual(await room.stored(site), untouched)
        })
      }

      it(`shows somebody else nothing of it: ${name} (P01)`, async () => {
        const browser = await new Browser(site).signInAs(site, room.who(site))
        const { action, fields } = await fillIn(browser, room)
        await ENDINGS['was deleted']?.(site, room.who(site))
        const other = await newMember(site, 'Other', ['translate:uk', 'review:uk', 'publish:uk', 'publish:en', 'administrator'])
        const { url: address, html } = await signInOn(browser, await browser.postRaw(action, fields), other)
        assert.equal(new URL(address).pathname, '/desk')
        assert.doesNotMatch(html, /цілу ніч/)
      })

      it(`is shown at once to whoever signed in again in another window: ${name} (P01)`, async () => {
        const person = room.who(site)
        const browser = await new Browser(site).signInAs(site, person)
        const { action, fields } = await fillIn(browser, room)
        await browser.signInAs(site, person)
        const { status, html } = await browser.postRaw(action, fields)
        assert.equal(status, 409)
        assert.ok(html.includes(SHOWN))
        assert.notEqual((await browser.postRaw(action, fieldsIn(html, action))).status, 409)
      })

      it(`asks the one who typed it to sign in when somebody else did so meanwhile: ${name} (P01)`, async () => {
        const person = room.who(site)
        const browser = await new Browser(site).signInAs(site, person)
        const { action, fields } = await fillIn(browser, room)
        await browser.signInAs(site, await newMember(site, 'Other', []))
        const asked = await browser.postRaw(action, fields)
        assert.equal(asked.status, 401)
        assert.match(asked.html, /typed by somebody other than/)
        assert.ok((await signInOn(browser, asked, person)).html.includes(SHOWN))
      })
    }
  })
}
