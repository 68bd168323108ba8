import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { databases } from '../../test/databases.ts'
import { checkHtml } from '../../test/markup.ts'
import { startReaderSite, type ReaderSite } from '../../test/reader-clock.ts'
import { articleHtml } from '../../test/readers.ts'
import { newArticle, newWorld, translateAll, type World } from '../../test/world.ts'
import { listSlugs } from '../articles/store.ts'
import type { Id, Language } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { publishEdition, withdrawEdition } from '../editions/actions.ts'
import { loadLead } from './links.ts'
import { publishedOnly } from './published.ts'

const ENV = { SITE_LANGUAGES: 'uk,en,pl', BASE_URL: 'https://zvirka.example.org' }

for (const [name, open] of Object.entries(databases)) {
  describe(`links between articles, on ${name}`, () => {
    let db: Db
    let world: World
    let site: ReaderSite
    interface Target { article: Id; segments: Id[] }
    /** Published in both languages, in English alone, nowhere. */
    let both: Target
    let english: Target
    let unpublished: Target
    const publish = (article: Id, language: Language, slug?: string) =>
      publishEdition(db, world.ed, { article, language, slug, accepted: { missing: 0, behind: 0 } })
    const bring = async (texts: string[], uk?: string[]): Promise<Target> => {
      const { article, segments } = await newArticle(world, 'en', texts)
      await publish(article, 'en')
      if (!uk) return { article, segments }
      await translateAll(world, { article, source: 'en', language: 'uk' }, uk)
      await publish(article, 'uk')
      return { article, segments }
    }
    const pathOf = async ({ article }: Target, language: Language) => `/${language}/articles/${(await listSlugs(db, article)).get(language) ?? ''}`
    const read = async (target: Target, language: Language) => articleHtml((await site.read(await pathOf(target, language))).html)
      .replace(/ <a class="(?:pin|over)"[^]*?<\/a>/g, '')
    const linking = (words: string) => [
      words, `[two](/a/${both.article}#p-${both.segments[1] ?? ''})`, `[*one*](/a/${english.article}#p-${english.segments[1] ?? ''})`,
      `[none](/a/${unpublished.article}) [what](/en/articles/nobody-knows-it)`,
      `[gone](/a/${both.article}#p-${english.segments[1] ?? ''}) [frozen](/en/articles/both/editions/1) [far](https://example.org/a/b)`,
    ]
    before(async () => {
      db = await open()
      world = await newWorld(db)
      site = await startReaderSite(db, ENV)
      both = await bring(['Both', 'It has two.'], ['Обидві', 'Їх дві.'])
      english = await bring(['English', 'It has one.'])
      unpublished = await newArticle(world, 'en', ['Nowhere', 'It has none.'])
    })
    after(async () => {
      site.close()
      await db.destroy()
    })

    it('lead to the reader’s language, else to the original with a word that says so, else nowhere (P22)', async () => {
      const from = await bring(linking('From here'), linking('Звідси'))
      const [uk, en] = [await read(from, 'uk'), await read(from, 'en')]
      assert.ok(uk.includes(`<a href="/uk/articles/obydvi#p-${both.segments[1]}">two</a></p>`))
      assert.ok(en.includes(`<a href="/en/articles/both#p-${both.segments[1]}">two</a></p>`))
      assert.ok(uk.includes(`<a href="/en/articles/english#p-${english.segments[1]}" hreflang="en"><em>one</em></a>\u00a0<span class="in-language" lang="uk">(англ.)</span></p>`))
      assert.ok(en.includes(`<a href="/en/articles/english#p-${english.segments[1]}"><em>one</em></a></p>`))
      assert.ok(uk.includes('>none what</p>'))
      assert.ok(uk.includes('<a href="/uk/articles/obydvi">gone</a> <a href="/en/articles/both/editions/1">frozen</a> <a href="https://example.org/a/b">far</a></p>'))
      for (const language of ['uk', 'en']) {
        assert.deepEqual(await checkHtml((await site.read(await pathOf(from, language))).html), [])
        await followLinks(articleHtml((await site.read(await pathOf(from, language))).html))
      }
    })

    it('of a language that the interface does not speak are marked in English', async () => {
      const lead = await loadLead({ db: publishedOnly(db), config: { languages: ['uk', 'en', 'pl'], baseUrl: ENV.BASE_URL } }, 'pl', [`/a/${both.article}`])
      assert.deepEqual(lead(`${ENV.BASE_URL}/a/${both.article}`), { href: '/en/articles/both', to: { language: 'en', note: 'in English', noteLanguage: 'en' } })
    })

    it('change with what is published: a translation that comes, one that goes, a slug, an original alone', async () => {
      const target = await bring(['A mill', 'It turns.'])
      const from = await bring(['To the mill', `[mill](/a/${target.article}#p-${target.segments[1] ?? ''})`], ['До млина', `[млин](/a/${target.article}#p-${target.segments[1] ?? ''})`])
      const shown = async () => /<a[^>]*>млин<\/a>(?:\s*<span[^>]*>[^<]*<\/span>)?|<p[^>]*>млин/.exec(await read(from, 'uk'))?.[0].replace(/#p-\w+/, '#p').replace(/<p[^>]*>/, '')
      assert.equal(await shown(), '<a href="/en/articles/a-mill#p" hreflang="en">млин</a>\u00a0<span class="in-language" lang="uk">(англ.)</span>')
      await translateAll(world, { article: target.article, source: 'en', language: 'uk' }, ['Млин', 'Крутиться.'])
      assert.match(await shown() ?? '', /hreflang="en"/)
      await publish(target.article, 'uk')
      assert.equal(await shown(), '<a href="/uk/articles/mlyn#p">млин</a>')
      await translateAll(world, { article: target.article, source: 'en', language: 'uk' }, ['Старий млин', 'Крутиться ще.'])
      await publish(target.article, 'uk', 'staryi-mlyn')
      assert.equal(await shown(), '<a href="/uk/articles/staryi-mlyn#p">млин</a>')
      await withdrawEdition(db, world.ed, { article: target.article, language: 'en', reason: 'A check' })
      assert.equal(await shown(), '<a href="/uk/articles/staryi-mlyn#p">млин</a>')
      assert.match(await read(from, 'en'), /hreflang="uk">mill<\/a>\u00a0<span class="in-language" lang="en">\(in Ukrainian\)</)
      await withdrawEdition(db, world.ed, { article: target.article, language: 'uk', reason: 'A check' })
      assert.equal(await shown(), 'млин')
    })

    it('of old texts, in the address of one language, lead the same way, by any slug there ever was', async () => {
      const from = await bring(['An old text', '[later](/uk/articles/will-come#p-x) [whole](https://zvirka.example.org/en/articles/will-come)'])
      assert.match(await read(from, 'en'), />later whole<\/p>/)
      const target = await bring(['Will come', 'At last.'])
      assert.match(await read(from, 'en'), /<a href="\/en\/articles\/will-come">later<\/a> <a href="\/en\/articles\/will-come">whole<\/a>/)
      await translateAll(world, { article: target.article, source: 'en', language: 'uk' }, ['Прийде', 'Нарешті.'])
      await publish(target.article, 'uk')
      assert.match(await read(from, 'en'), /<a href="\/en\/articles\/will-come">later<\/a>/)
    })

    it('never tell that an article is there which readers do not have', async () => {
      const from = await bring(['A leak', `[words](/a/${unpublished.article}) [words](/en/articles/nowhere) [words](/en/articles/never-was)`])
      assert.match(await read(from, 'en'), />words words words<\/p>/)
    })

    /** Every link within the site is answered, and its paragraph is on that page. */
    async function followLinks(html: string): Promise<void> {
      const hrefs = [...html.matchAll(/ href="(\/[^"]*)"/g)].map(([, href = '']) => href)
      assert.ok(hrefs.length > 2)
      for (const href of hrefs) {
        const [path = '', fragment] = href.split('#')
        const answer = await site.read(path)
        assert.ok(answer.status === 200 || path.startsWith('/a/') && answer.status === 302, `${href}: ${answer.status}`)
        if (fragment) assert.ok(answer.html.includes(` id="${fragment}"`), href)
      }
    }
  })
}
