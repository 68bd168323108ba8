import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Browser } from '../../test/browser.ts'
import { changeOriginal, publish, publishNew, translate, withdraw, type Brought } from '../../test/readers.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { factsIn, newArticle, reviewAll, shownOf, submit, type as typeIn } from '../../test/world.ts'
import { picture } from '../../test/pictures.ts'
import { importArticle } from '../articles/actions.ts'
import { putAway } from '../articles/archive-actions.ts'
import type { NewSegment } from '../articles/model.ts'
import { storeImage } from '../assets/actions.ts'
import { transact } from '../db/transact.ts'
import { publishEdition, restoreEdition, withdrawEdition } from '../editions/actions.ts'
import { scheduleEditions } from '../editions/schedule-actions.ts'
import { changeAccess } from '../people/actions.ts'
import { keepChoices } from '../reviews/drafts.ts'
import { insertSubmission } from '../segments/proposals.ts'
import { saveSendDraft } from '../translations/sending-store.ts'
import { withdrawSubmission } from '../translations/withdrawing.ts'

const CANARY = 'CANARY'
const WHOLE = { missing: 0, behind: 0 }
const TOMORROW = () => new Date(Date.now() + 86_400_000).toISOString()

type Hide = (what: string) => string

/** What reviewers, senders and editors keep to themselves. */
async function hideWork({ db, world: { ada, bob, rev, ed } }: TestSite, article: Brought, canary: Hide): Promise<void> {
  const desk = { ...article, language: 'uk' }
  const [, , second = '', third = ''] = article.segments
  const waiting = (await factsIn(db, article.article, 'en', 'uk')).find(({ segment }) => segment === second)
  if (!waiting?.proposal) throw new Error('nothing waits')
  await keepChoices(db, rev, waiting.proposal.submission, [{
    ...shownOf(waiting), outcome: 'edit', text: canary('an edit not sent'), reason: canary('a reason not sent'), minor: false, version: 0,
  }])
  await transact(db, (tx) => saveSendDraft(tx, desk, ada.id, { message: canary('a message not sent'), unchosen: new Set() }))
  const { submission } = await submit(db, bob, desk, { [third]: canary('a text taken back') })
  await withdrawSubmission(db, bob, submission ?? '')
  const { article: trashed } = await newArticle({ db, ed } as TestSite['world'], 'en', [canary('a title in the trash'), canary('a text in the trash')])
  await putAway(db, ed, { article: trashed, to: 'trash', reason: canary('a reason to put away') })
}

/** What is planned, noted or withdrawn around an article that readers have. */
async function hideEditions(site: TestSite, canary: Hide): Promise<void> {
  const { db, world: { ed, bob, admin } } = site
  const noted = await publishNew(site, 'en', ['The other bridge', 'It stood.'])
  await changeOriginal(site, noted, { [noted.segments[0] ?? '']: canary('a title withdrawn later'), [noted.segments[1] ?? '']: canary('a text withdrawn later') })
  await publishEdition(db, ed, {
    article: noted.article, language: 'en', slug: 'the-other-bridge', accepted: WHOLE,
    note: canary('a note of an edition'), correction: canary('a correction withdrawn later'),
  })
  await withdrawEdition(db, ed, { article: noted.article, language: 'en', reason: canary('a reason to withdraw') })
  await restoreEdition(db, ed, { article: noted.article, language: 'en', number: 1, reason: canary('a reason to bring back') })
  await changeOriginal(site, noted, { [noted.segments[1] ?? '']: canary('a planned text') })
  await scheduleEditions(db, ed, [{
    article: noted.article, language: 'en', slug: 'canary-planned', accepted: WHOLE, note: canary('a planned note'), correction: canary('a planned correction'),
  }], TOMORROW())
  await changeAccess(db, admin, bob.id, false, canary('a reason to suspend'))
}

/** An article with a picture and details, planned and published nowhere. */
async function hideDetails({ db, world: { ed } }: TestSite, canary: Hide): Promise<string> {
  const { hash } = await storeImage(db, ed, 'en', await picture(700, 300, 'png', 7))
  const of = (kind: NewSegment['kind'], text: string, asset: string | null = null): NewSegment => ({ kind, level: 0, list: null, asset, text })
  const segments = [of('title', canary('a planned title')), of('author_name', canary('an author')), of('image', canary('the words of a picture'), hash),
    of('caption', canary('a caption'))]
  const { article } = await importArticle(db, ed, {
    language: 'en', siteText: null, segments, approved: true, message: canary('a message of an import'),
    details: { authors: [{ name: canary('an author known'), role: '' }], topics: [canary('a topic')], genre: 'essay', date: null },
  })
  await scheduleEditions(db, ed, [{ article, language: 'en', slug: 'canary-unpublished', accepted: WHOLE }], TOMORROW())
  return hash
}

describe('what is not published', () => {
  let site: TestSite
  let bridge: Brought
  let seen: Map<string, string>
  let canaries: string[]
  let hash: string
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
    await hideWork(site, article, canary)
    await hideEditions(site, canary)
    hash = await hideDetails(site, canary)
    await site.publicationChanged()
    seen = await crawl()
  })
  after(() => site.close())

  /** Every page that a link, an address once known, or a guess leads to. */
  async function crawl(): Promise<Map<string, string>> {
    const slugs = await site.db.selectFrom('slug').select('text').execute()
    const ids = await site.db.selectFrom('article').select('id').execute()
    const rests = ['', '/editions', '/editions/1', '/editions/2', '/editions/3', '/parallel/en']
    const waiting = ['/', '/uk/', '/en/', '/uk/about', '/robots.txt', `/images/${hash}`, `/images/${hash}/480`, `/desk/images/${hash}`,
      ...['canary-planned', 'canary-unpublished'].map((slug) => `/en/articles/${slug}`), ...ids.flatMap(({ id }) => [`/a/${id}`, `/uk/articles/${id}`, `/en/articles/${id}`]),
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
    assert.ok(canaries.length >= 33 && texts.length >= 11, `${canaries.length} canaries, ${texts.length} texts`)
  })

  it('is on no page that readers can reach', () => {
    assert.ok(seen.size > 60)
    const leaks = [...seen].filter(([, page]) => page.includes(CANARY)).map(([path, page]) => `${path}: ${page.slice(page.indexOf(CANARY), page.indexOf(CANARY) + 60)}`)
    assert.deepEqual(leaks, [])
  })

  it('answers nobody under an address that is only planned, and gives no picture', async () => {
    for (const path of ['/en/articles/canary-planned', '/en/articles/canary-unpublished', `/images/${hash}`, `/images/${hash}/480`]) {
      assert.equal((await new Browser(site).once('GET', path)).status, 404, path)
    }
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
