import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Browser } from '../../test/browser.ts'
import { changeOriginal, publish, publishNew, translate, withdraw, type Brought } from '../../test/readers.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { newArticle, reviewAll, submit, type as typeIn } from '../../test/world.ts'
import { transact } from '../db/transact.ts'
import { insertSubmission } from '../segments/proposals.ts'

const CANARY = 'CANARY'

describe('what is not published', () => {
  let site: TestSite
  let bridge: Brought
  let seen: Map<string, string>
  let canaries: string[]
  const canary = (what: string) => {
    canaries.push(what)
    return `${CANARY} ${what}.`
  }

  before(async () => {
    site = await startTestSite()
    canaries = []
    const { db, world } = site
    const article = await publishNew(site, 'en', ['The quiet bridge', 'One.', 'Two.', 'Three.', 'Four.', 'Five.'])
    await translate(site, article, 'uk', ['Тихий міст', 'Один.', 'Два.', 'Три.', 'Чотири.', 'Пʼять.'])
    await publish(site, article, 'uk')
    bridge = article
    const desk = { ...article, language: 'uk' }
    const at = ({ segments }: Brought, n: number) => segments[n] ?? ''
    await submit(db, world.ada, desk, { [at(article, 4)]: canary('an approved but unpublished translation') })
    await reviewAll(db, world.sam, desk)
    await typeIn(db, world.ada, desk, at(article, 1), canary('a draft'))
    await submit(db, world.ada, desk, { [at(article, 2)]: canary('a proposal') })
    await submit(db, world.bob, desk, { [at(article, 3)]: canary('a returned text') })
    await reviewAll(db, world.rev, desk, ({ segment }) => segment === at(article, 3)
      ? { outcome: 'return', reason: canary('a reason to return') } : { outcome: 'edit', text: canary('an edit that waits') })
    await changeOriginal(site, article, { [at(article, 5)]: canary('an approved but unpublished original') })
    await submit(db, world.ed, { ...article, language: 'en' }, { [at(article, 1)]: canary('a proposed original') })
    await transact(db, (tx) => insertSubmission(tx, { article: article.article, language: 'uk', sender: world.ada.id, message: canary('a message') }))
    await newArticle(world, 'en', [canary('the title of an unpublished article'), canary('an unpublished article')])
    await newArticle(world, 'en', [canary('the title of a waiting article'), canary('a waiting article')], false)
    const gone = await publishNew(site, 'en', [canary('a withdrawn article'), canary('its text')])
    await withdraw(site, gone, 'en')
    seen = await crawl()
  })
  after(() => site.close())

  /** Every page that a link, an address once known, or a guess leads to. */
  async function crawl(): Promise<Map<string, string>> {
    const slugs = await site.db.selectFrom('slug').select('text').execute()
    const ids = await site.db.selectFrom('article').select('id').execute()
    const rests = ['', '/editions', '/editions/1', '/editions/2', '/editions/3', '/parallel/en']
    const waiting = ['/', '/uk/', '/en/', '/uk/about', '/robots.txt', ...ids.flatMap(({ id }) => [`/a/${id}`, `/uk/articles/${id}`, `/en/articles/${id}`]),
      ...slugs.flatMap(({ text }) => ['uk', 'en'].flatMap((language) => rests.map((rest) => `/${language}/articles/${text}${rest}`)))]
    const pages = new Map<string, string>()
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      if (pages.has(path)) continue
      const answer = await new Browser(site).get(path)
      pages.set(path, [...answer.headers].flat().join('\n') + answer.html)
      waiting.push(...[...answer.html.matchAll(/href="(\/(?:uk|en|a)\/[^"#]*)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&')))
    }
    return pages
  }

  it('is all there, in the database', async () => {
    const texts = await site.db.selectFrom('revision').select('text').where('text', 'like', `${CANARY}%`).execute()
    assert.ok(canaries.length >= 13 && texts.length >= 11, `${canaries.length} canaries, ${texts.length} texts`)
  })

  it('is on no page that readers can reach', () => {
    assert.ok(seen.size > 60)
    const leaks = [...seen].filter(([, page]) => page.includes(CANARY)).map(([path, page]) => `${path}: ${page.slice(page.indexOf(CANARY), page.indexOf(CANARY) + 60)}`)
    assert.deepEqual(leaks, [])
  })

  it('shows through in no mark, count or date either', () => {
    const [, article = ''] = [...seen].find(([path]) => path === '/uk/articles/tykhyi-mist') ?? []
    assert.match(article, /Тихий міст/)
    assert.doesNotMatch(article, /data-behind|data-gap|class="notice"/)
  })

  it('would be found if it were there: once it is published, the same search finds it', async () => {
    await publish(site, bridge, 'uk', { behind: 1 })
    const found = [...await crawl()].filter(([, page]) => page.includes(`${CANARY} an approved but unpublished translation`))
    assert.ok(found.length > 0)
  })
})
