import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newPostgresDatabase } from '../../test/databases.ts'
import { checkHtml } from '../../test/markup.ts'
import { fieldsOf, wordsOf } from '../../test/paragraph-form.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { draftOf, translatorOn } from '../../test/translator.ts'
import { type } from '../../test/world.ts'

const settings = { sqlite: async () => ({}), postgres: async () => ({ DATABASE_URL: await newPostgresDatabase() }) }

for (const [name, read] of Object.entries(settings)) {
  describe(`who else is at work on a paragraph (${name})`, () => {
    let site: TestSite
    before(async () => { site = await startTestSite(await read()) })
    after(() => site.close())
    const { as, newRoom } = translatorOn(() => site)

    async function newBusyRoom(minutesAgo: number) {
      const room = await newRoom()
      await type(site.db, site.world.bob, room, room.segments[1] ?? '', 'Таємні слова.')
      const at = new Date(Date.now() - minutesAgo * 60_000).toISOString()
      await site.db.updateTable('draft').set({ updated_at: at }).where('segment_id', '=', room.segments[1] ?? '').execute()
      return room
    }

    it('is said by name and time to those who may write there, never with their words, and holds nobody up (P14)', async () => {
      const room = await newBusyRoom(2)
      for (const [language, words] of [['en', /Bob is editing this paragraph, 2 minutes ago/], ['uk', /Bob редагує цей абзац, 2 хвилини тому/]] as const) {
        const browser = await as(site.world.ada, language)
        for (const path of [room.page, `${room.page}/segments/${room.segments[1]}`]) {
          const answer = await browser.get(path)
          assert.match(wordsOf(answer), words, path)
          assert.doesNotMatch(answer.html, /Таємні/, path)
          assert.deepEqual(await checkHtml(answer.html), [], path)
        }
      }
      await type(site.db, site.world.ada, room, room.segments[1] ?? '', 'Дощило.')
    })

    const silent: [what: string, minutes: number, who: 'ada' | 'bob' | 'rev'][] = [
      ['of what was saved more than ten minutes ago', 11, 'ada'], ['to the person themselves', 2, 'bob'], ['to those who may not write there', 2, 'rev'],
    ]
    for (const [what, minutes, who] of silent) {
      it(`is not said ${what}`, async () => {
        const room = await newBusyRoom(minutes)
        assert.doesNotMatch(wordsOf(await (await as(site.world[who])).get(room.page)), /is editing/)
      })
    }

    it('comes with the answer to a script that saves', async () => {
      const room = await newBusyRoom(2)
      const [, , segment = ''] = room.segments
      const browser = await as(site.world.ada)
      const form = fieldsOf(await browser.get(room.page), '/drafts')
      const [base = '', source = '', version = ''] = (form[`shown:${segment}`] ?? '').split(',')
      const answer = await browser.postRaw(`${room.page}${draftOf(segment)}`,
        { form_token: form['form_token'] ?? '', text: 'Нікого.', base, source, version }, { accept: 'application/json' })
      const { present } = JSON.parse(answer.html) as { present: unknown }
      assert.deepEqual(present, [{ segment: room.segments[1], words: 'Bob is editing this paragraph, 2 minutes ago' }])
    })
  })
}
