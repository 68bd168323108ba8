import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newPostgresDatabase } from '../../test/databases.ts'
import { checkHtml } from '../../test/markup.ts'
import { articleHtml } from '../../test/readers.ts'
import { newMember, startTestSite, type TestSite } from '../../test/site.ts'
import { translatorOn } from '../../test/translator.ts'
import { submit, type } from '../../test/world.ts'

const settings = { sqlite: async () => ({}), postgres: async () => ({ DATABASE_URL: await newPostgresDatabase() }) }

for (const [name, read] of Object.entries(settings)) {
  describe(`the preview with one’s own drafts (${name})`, () => {
    let site: TestSite
    before(async () => { site = await startTestSite(await read()) })
    after(() => site.close())
    const { as, newRoom, approve } = translatorOn(() => site)
    const TEXTS = ['The quiet bridge', 'It rained.', 'Nobody came.', 'The end.', 'Later.']

    it('is the readers’ page with the drafts in their places, each with the way to its field (P31)', async () => {
      const room = await newRoom(TEXTS)
      await approve(room, { 1: 'Дощило.' })
      await type(site.db, site.world.ada, room, room.segments[0] ?? '', 'Тихий міст')
      await type(site.db, site.world.ada, room, room.segments[1] ?? '', 'Лило *зранку*.')
      await submit(site.db, site.world.ada, room, { [room.segments[2] ?? '']: 'Ніхто не прийшов.' })
      const ada = await as(site.world.ada)
      const { html, headers } = await ada.get(`${room.page}/preview?drafts=mine`)
      assert.match(html, /<h1 id="p-\w+" lang="uk" data-state="draft">Тихий міст <a class="field"/)
      assert.match(html, new RegExp(`id="p-${room.segments[1]}" lang="uk" data-state="draft">Лило <em>зранку</em>\\. <a class="field" href="${room.page}/segments/${room.segments[1]}" lang="en">.*Your draft</a>`))
      assert.match(html, new RegExp(`id="p-${room.segments[2]}" lang="uk" data-state="waiting">Ніхто не прийшов\\. .*Yours, in review</a>`))
      assert.match(html, new RegExp(`href="${room.page}/segments/${room.segments[3]}"`))
      assert.deepEqual([headers.get('cache-control'), headers.get('x-robots-tag')], ['no-store', 'noindex'])
      assert.deepEqual(await checkHtml(html), [])
      const plain = (await ada.get(`${room.page}/preview`)).html
      assert.match(plain, />Дощило\./)
      assert.doesNotMatch(plain, /Тихий міст|Лило|Ніхто|data-state|class="field"/)
    })

    it('is letter for letter what readers get once the drafts are approved, but for their marks', async () => {
      const room = await newRoom(TEXTS)
      const texts = ['Тихий міст', 'Дощило - "довго".', 'Ніхто [не](/a/x) прийшов.', 'Кінець.', 'Потім.']
      for (const [i, text] of texts.entries()) await type(site.db, site.world.ada, room, room.segments[i] ?? '', text)
      const ada = await as(site.world.ada)
      const own = (await ada.get(`${room.page}/preview?drafts=mine`)).html
      await approve(room, Object.fromEntries(texts.entries()))
      const approved = (await ada.get(`${room.page}/preview`)).html
      const bare = (html: string) => (/<div class="body">[\s\S]*?<\/div>/.exec(articleHtml(html))?.[0] ?? '')
        .replaceAll(/ data-state="\w+"| <a class="field".*?<\/a>|\?drafts=mine/g, '')
      assert.ok(bare(own).includes('Кінець.'))
      assert.equal(bare(own), bare(approved))
    })

    it('never shows what anybody else has drafted or sent', async () => {
      const room = await newRoom(TEXTS)
      await type(site.db, site.world.bob, room, room.segments[0] ?? '', 'Канарка перша')
      await type(site.db, site.world.bob, room, room.segments[1] ?? '', 'Канарка друга.')
      await submit(site.db, site.world.bob, room, { [room.segments[2] ?? '']: 'Канарка третя.' })
      await type(site.db, site.world.ada, room, room.segments[1] ?? '', 'Дощило.')
      for (const person of [site.world.ada, await newMember(site, 'Both', ['translate:uk', 'review:uk', 'publish:uk'])]) {
        const { html } = await (await as(person, 'uk')).get(`${room.page}/preview?drafts=mine`)
        assert.doesNotMatch(html, /Канарка/)
      }
      assert.match((await (await as(site.world.bob)).get(`${room.page}/preview?drafts=mine`)).html, /Канарка перша[\s\S]*Канарка друга/)
    })

    it('is for those who may write there', async () => {
      const room = await newRoom()
      const reader = await as(site.world.rev)
      assert.equal((await reader.once('GET', `${room.page}/preview?drafts=mine`)).status, 403)
      assert.doesNotMatch((await reader.get(`${room.page}/preview`)).html, /drafts=mine/)
    })
  })
}
