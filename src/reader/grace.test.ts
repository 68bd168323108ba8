import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { databases } from '../../test/databases.ts'
import { checkHtml } from '../../test/markup.ts'
import { startReaderSite, type ReaderSite } from '../../test/reader-clock.ts'
import { articleHtml } from '../../test/readers.ts'
import { newWorld, reviewAll, segmentsOf, submit, translateAll, type World } from '../../test/world.ts'
import { importArticle } from '../articles/actions.ts'
import { listSlugs } from '../articles/store.ts'
import type { Id, Language } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import type { SiteText } from '../db/tables/article.ts'
import { publishEdition, restoreEdition } from '../editions/actions.ts'
import { changeSettings } from '../people/settings-actions.ts'
import { speak } from '../i18n/voice.ts'

const DAY = 86_400_000
const ZONE = 'Europe/Kyiv'

for (const [name, open] of Object.entries(databases)) {
  describe(`days of grace, on ${name}`, () => {
    let db: Db
    let world: World
    let site: ReaderSite
    before(async () => {
      db = await open()
      world = await newWorld(db)
      site = await startReaderSite(db)
    })
    after(async () => {
      site.close()
      await db.destroy()
    })

    interface Brought { article: Id; segments: Id[]; path: string }
    const publish = (article: Id, language: Language, { behind = 0, important = false }: { important?: boolean; behind?: number } = {}) =>
      publishEdition(db, world.ed, { article, language, accepted: { missing: 0, behind }, important })
    const change = async ({ article }: Pick<Brought, 'article'>, texts: Record<Id, string>, minor = false) => {
      const desk = { article, source: 'en', language: 'en' }
      await submit(db, world.ed, desk, texts)
      await reviewAll(db, world.rev, desk, () => ({ outcome: 'approve', minor }))
    }
    const bring = async (siteText: SiteText | null, uk: string[], en: string[]): Promise<Brought> => {
      const content = { language: 'en', siteText, segments: segmentsOf(...en), approved: true, message: '' }
      const { article, segments } = await importArticle(db, world.ed, content)
      await publish(article, 'en')
      await translateAll(world, { article, source: 'en', language: 'uk' }, uk)
      await publish(article, 'uk')
      return { article, segments, path: `/uk/articles/${(await listSlugs(db, article)).get('uk') ?? ''}` }
    }
    const bringMill = () => bring(null, ['Млин', 'Він стояв.', 'Він крутився.'], ['The mill', 'It stood.', 'It turned.'])
    const at = async (moment: number, path: string) => {
      site.now = moment
      return articleHtml((await site.read(path)).html)
    }
    const told = /Оригінал оновлено/

    it('end at a moment, and the page that stands on the shelf changes by itself then (P04)', async () => {
      const { article, segments, path } = await bringMill()
      const [, , third = ''] = segments
      const before = await at(Date.now(), path)
      await change({ article }, { [third]: 'It turned slowly.' })
      const out = Date.parse((await publish(article, 'en')).created_at)
      for (const moment of [out, out + 1, out + 7 * DAY - 1]) assert.equal(await at(moment, path), before)
      const html = await at(out + 7 * DAY, path)
      assert.match(html, told)
      assert.match(html, new RegExp(`<p id="p-${third}" lang="uk" data-behind>`))
      assert.match(html, /1 абзац цього перекладу ще не відповідає оригіналові/)
      assert.match((await site.read(path)).html, new RegExp(`href="${path}/differences">Показати відмінності`))
      await translateAgain({ article }, { [third]: 'Він повільно крутився.' })
      await publish(article, 'uk')
      assert.doesNotMatch(await at(out + 9 * DAY, path), /class="notice"|data-behind/, 'gone on the next render')
    })

    it('are as many as the site says: none, or sixty, and changed at once for pages that stand there', async () => {
      const { article, segments, path } = await bringMill()
      await change({ article }, { [segments[1] ?? '']: 'It leaned.' })
      const out = Date.parse((await publish(article, 'en')).created_at)
      assert.doesNotMatch(await at(out + DAY, path), told)
      await changeSettings(db, world.admin, { grace: 0 })
      assert.match(await at(out + DAY, path), told)
      await changeSettings(db, world.admin, { grace: 60 })
      assert.doesNotMatch(await at(out + 59 * DAY, path), told)
      assert.match(await at(out + 60 * DAY, path), told)
      await changeSettings(db, world.admin, { grace: 7 })
    })

    it('are not for what an editor called important, nor for minor changes, which are never told (P04, P12)', async () => {
      const { article, segments, path } = await bringMill()
      await change({ article }, { [segments[1] ?? '']: 'It stood!' }, true)
      const minor = Date.parse((await publish(article, 'en', { important: true })).created_at)
      assert.doesNotMatch(await at(minor + 30 * DAY, path), /class="notice"|data-behind/)
      await change({ article }, { [segments[1] ?? '']: 'It fell.' })
      const out = Date.parse((await publish(article, 'en', { important: true })).created_at)
      assert.match(await at(out, path), told)
      await change({ article }, { [segments[1] ?? '']: 'It stood.' })
      await publish(article, 'en')
      assert.doesNotMatch(await at(out + 30 * DAY, path), /class="notice"|data-behind/, 'put back')
    })

    it('are for translators and not for what an editor publishes behind', async () => {
      const { article, segments, path } = await bringMill()
      await change({ article }, { [segments[1] ?? '']: 'It leaned.' })
      await publish(article, 'en')
      await translateAgain({ article }, { [segments[2] ?? '']: 'Він таки крутився.' })
      const { created_at } = await publish(article, 'uk', { behind: 1 })
      assert.match(await at(Date.parse(created_at), path), told)
    })

    it('date the notice by the edition that changed the words, in the site’s zone, and count in each language’s plurals', async () => {
      const { article, segments, path } = await bringMill()
      const [, second = '', third = ''] = segments
      await change({ article }, { [second]: 'It leaned.', [third]: 'It slept.' })
      const edition = await publish(article, 'en', { important: true })
      await change({ article }, { [second]: 'It leaned!' }, true)
      await publish(article, 'en')
      const html = await at(Date.parse(edition.created_at), path)
      assert.ok(html.includes(`Оригінал оновлено ${speak('uk', ZONE).format.date(edition.created_at)}`), html)
      // Twenty-six hours apart: there it is never the same day.
      for (const zone of ['Pacific/Kiritimati', 'Etc/GMT+12']) {
        const far = await startReaderSite(db, { TIME_ZONE: zone })
        assert.ok((await far.read(path)).html.includes(`Оригінал оновлено ${speak('uk', zone).format.date(edition.created_at)}`), zone)
        far.close()
      }
      assert.match(html, /2 абзаци цього перекладу ще не відповідають оригіналові\. Цю версію опубліковано \d+/)
    })

    it('are kept on the page of differences too, which says meanwhile what it agrees with', async () => {
      const { article, segments, path } = await bringMill()
      const first = (await site.read(`${path}/differences`)).html
      assert.match(first, /Ця версія відповідає оригіналові<\/strong>Кожен абзац тут говорить те саме, що й опублікований оригінал/)
      await change({ article }, { [segments[1] ?? '']: 'It leaned.' })
      const out = Date.parse((await publish(article, 'en')).created_at)
      const during = await readAt(out + DAY, `${path}/differences`)
      assert.match(during.html, /Кожен абзац тут говорить те саме, що й оригінал від \d/)
      assert.doesNotMatch(during.html, /leaned|<ins|class="notice"/)
      assert.equal(during.status, 200)
      assert.match((await readAt(out + 7 * DAY, `${path}/differences`)).html, /leaned/)
    })

    it('hold for the site’s own texts, wherever they stand', async () => {
      for (const text of ['about', 'mission', 'contacts'] as const) {
        const { article, segments } = await bring(text, [`Про ${text}`, 'Ми тут.'], [`On ${text}`, 'We are here.'])
        const pages = text === 'about' ? ['/uk/about'] : ['/uk/', '/uk/articles', '/uk/about']
        await change({ article }, { [segments[1] ?? '']: 'We have moved.' })
        const out = Date.parse((await publish(article, 'en')).created_at)
        for (const page of pages) {
          assert.doesNotMatch((await readAt(out + 7 * DAY - 1, page)).html, told, `${page} too soon`)
          const { html } = await readAt(out + 7 * DAY, page)
          assert.match(html, told, page)
          assert.deepEqual(await checkHtml(html), [])
        }
        assert.doesNotMatch((await readAt(out + 7 * DAY, '/en/')).html, /Original updated/)
        await translateAgain({ article }, { [segments[1] ?? '']: 'Ми переїхали.' })
        await publish(article, 'uk')
        for (const page of pages) assert.doesNotMatch((await readAt(out + 8 * DAY, page)).html, told, page)
      }
    })

    it('begin with the edition in which the original came to differ from a text that was brought back', async () => {
      const { article, segments, path } = await bringMill()
      await change({ article }, { [segments[1] ?? '']: 'It leaned.' })
      const out = Date.parse((await publish(article, 'en')).created_at)
      await translateAgain({ article }, { [segments[1] ?? '']: 'Він похилився.' })
      await publish(article, 'uk')
      await restoreEdition(db, world.ed, { article, language: 'uk', number: 1, reason: 'A check' })
      assert.doesNotMatch(await at(out + 7 * DAY - 1, path), told)
      assert.match(await at(out + 7 * DAY, path), told)
    })

    async function translateAgain({ article }: Pick<Brought, 'article'>, texts: Record<Id, string>): Promise<void> {
      const desk = { article, source: 'en', language: 'uk' }
      await submit(db, world.ada, desk, texts)
      await reviewAll(db, world.rev, desk)
    }
    async function readAt(moment: number, path: string) {
      site.now = moment
      return site.read(path)
    }
  })
}
