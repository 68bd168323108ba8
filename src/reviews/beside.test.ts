import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { checkHtml } from '../../test/markup.ts'
import { browserOf, newReviewRoom, proposalsAt, type ReviewRoom } from '../../test/review-room.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { factsIn, newArticle, reviewAll, submit } from '../../test/world.ts'
import { transact } from '../db/transact.ts'
import { answerFinding } from '../quality/actions.ts'
import { judgeWords, readContext } from '../quality/judging.ts'
import { speller } from '../spelling/speller.ts'
import { loadSheet } from './sheet.ts'
import { insertOffered, type Offered } from '../translations/offers.ts'

/** Left as in the original. */
const LATIN = 'Nobody came.'

describe('what a reviewer sees beside the words that wait', () => {
  let site: TestSite
  before(async () => {
    site = await startTestSite()
  })
  after(() => site.close())

  const listOf = (html: string) => /<ul class="findings"[\s\S]*?<\/ul>/.exec(html)?.[0] ?? null
  const openAt = async (room: ReviewRoom, at: number) => (await factsIn(site.db, room.article, 'en', 'uk'))[at] ?? assert.fail()

  /** What is left as in the original, sent as meant so; then somebody asks about it again. */
  async function newAsked(): Promise<ReviewRoom> {
    const room = await newReviewRoom(site, { 1: 'Дощило чотири дні.', 2: LATIN })
    const one = await openAt(room, 2)
    const found = (await judgeWords(site.db, await readContext(site.db, 'en', 'uk'), [{ facts: one, text: LATIN }])).get(one.segment)
    const finding = found?.find(({ severity }) => severity === 'question') ?? assert.fail()
    const place = { segment: one.segment, language: 'uk', article: room.article, ability: 'translation.write' as const }
    await answerFinding(site.db, site.world.ada, place, { finding, meant: false, reason: '' })
    return room
  }

  async function offer(room: ReviewRoom, at: number, offered: Offered): Promise<void> {
    const revision = (await openAt(room, at)).proposal?.revision ?? assert.fail()
    await transact(site.db, (tx) => insertOffered(tx, revision, offered))
  }

  it('is what checks say of the text, how bad it is, and what was answered', async () => {
    const room = await newReviewRoom(site, { 2: LATIN })
    for (const [language, severity, meant] of [['en', 'Question', 'Meant so (Ada'], ['uk', 'Запитання', 'Ada']] as const) {
      const page = await (await browserOf(site, site.world.rev, language)).get(room.page)
      const list = listOf(page.html) ?? ''
      assert.match(list, /data-severity="question" class="meant"/)
      assert.ok(list.includes(severity) && list.includes(meant), list)
      assert.doesNotMatch(list, /<button|<input/)
      assert.deepEqual(await checkHtml(page.html), [])
    }
  })

  it('leads whoever may add words of the site from a misspelled one to adding it, and nobody else', async () => {
    // Opened before, a dictionary answers in time.
    await speller.findMisspelled(['чотиррри'], 'uk')
    const room = await newReviewRoom(site, { 1: 'Дощило чотиррри дні.' })
    const adding = /<a class="said" href="\/desk\/words\?language=uk&amp;add=%D1%87[^"]*#word" target="term" aria-describedby="([^"]+)"/
    for (const [language, says] of [['en', 'add it to the words of the site'], ['uk', 'додати до слів сайту']] as const) {
      const { html } = await (await browserOf(site, site.world.rev, language)).get(room.page)
      const list = listOf(html) ?? ''
      const [link = '', described] = adding.exec(list) ?? []
      assert.ok(list.includes(`id="${described}"`), list)
      assert.ok(list.slice(list.indexOf(link)).includes(says), list)
      assert.deepEqual(await checkHtml(html), [])
      const words = await (await browserOf(site, site.world.rev, language)).get(/href="([^"]+add=[^"]+)"/.exec(list)?.[1]?.replaceAll('&amp;', '&').replace('#word', '') ?? '')
      assert.match(words.html, /name="word"[^>]*value="чотиррри"/)
    }
    const { html } = await (await browserOf(site, site.world.ada)).get(room.page)
    assert.ok(listOf(html)?.includes('чотиррри'))
    assert.doesNotMatch(html, /\/desk\/words\?/)
  })

  it('shows spaces that came or went, to the eye and to the ear', async () => {
    const room = await newReviewRoom(site, { 1: 'Дощило  три дні.', 2: 'Ніхто не прийшов' })
    for (const [language, says] of [['en', '[added: </span><span class="vh">1 space</span>'], ['uk', '[додано: </span><span class="vh">1 пробіл</span>']] as const) {
      const { html } = await (await browserOf(site, site.world.rev, language)).get(room.page)
      assert.ok(html.includes(`Дощило <ins><span class="vh">${says}<span class="space"> </span><span class="vh">]</span></ins>три дні.`), html)
      assert.deepEqual(await checkHtml(html), [])
    }
  })

  it('shows where in a new text something is that no sentence can name', async () => {
    const room = await newReviewRoom(site, { 1: 'Дощило  чотири "довгі дні.' })
    const page = await (await browserOf(site, site.world.rev)).get(room.page)
    const list = listOf(page.html) ?? ''
    const space = '<span class="space"> </span>'
    assert.ok(list.includes(`<span class="place" lang="uk">Дощило<mark>${space}${space}</mark>чотири &quot;довгі дні.</span>`), list)
    assert.ok(list.includes('<span class="place" lang="uk">Дощило  чотири <mark>&quot;</mark>довгі дні.</span>'), list)
    assert.deepEqual(await checkHtml(page.html), [])
  })

  it('is nothing where checks found nothing and nobody offered the words', async () => {
    const { article, segments: [, one = ''] } = await newArticle(site.world, 'en', ['T', 'Snow fell on the hills.'])
    const { submission } = await submit(site.db, site.world.ada, { article, source: 'en', language: 'uk' }, { [one]: 'На пагорби падав сніг.' })
    const { html } = await (await browserOf(site, site.world.rev)).get(`/desk/submissions/${submission}`)
    assert.match(html, /падав сніг/)
    assert.equal(listOf(html), null)
    assert.doesNotMatch(html, /class="offered"/)
  })

  it('keeps errors and open questions out of approving the rest, and says of how many and why (P08)', async () => {
    const room = await newAsked()
    await reviewAll(site.db, site.world.sam, room, ({ position }) => position === 1 ? { outcome: 'edit', text: 'Дощило, і нiхто.' } : { outcome: 'return', reason: 'Інакше.' })
    const both = await newAsked()
    const rev = await browserOf(site, site.world.rev)
    for (const [one, approves, why] of [
      [both, 1, /Checks asked something that nobody answered/], [room, 0, /Checks found errors/],
    ] as const) {
      const rest = await rev.get(`${one.page}/rest`)
      assert.match(rest.html, why)
      assert.match(rest.html, /1 paragraph stays undecided/)
      assert.equal(rest.html.split('name="shown:').length - 1, approves)
    }
    assert.match(listOf((await rev.get(room.page)).html) ?? '', /data-severity="error"/)
  })

  it('tells of what offered the words, and what was changed in them', async () => {
    const room = await newReviewRoom(site, { 1: 'Дощило чотири дні.', 2: 'Ніхто не приїхав.' })
    await offer(room, 1, { origin: 'memory', engine: '', score: 92, text: 'Дощило чотири дні.' })
    await offer(room, 2, { origin: 'machine', engine: 'Рушій <1>', score: null, text: 'Ніхто не прибув.' })
    const { html } = await (await browserOf(site, site.world.rev)).get(room.page)
    assert.match(html, /<p class="offered" data-origin="memory"><b>From the memory, 92 %<\/b>, nobody changed it since/)
    assert.match(html, /<details class="offered" data-origin="machine">\s*<summary><b>Machine translation: Рушій &lt;1&gt;<\/b>, <span>changed since/)
    assert.match(html, /<del>(?:(?!<\/del>).)*прибув/s)
    assert.deepEqual(await checkHtml(html), [])
  })

  it('stays with the text for ever: after a reviewer’s edit, and in the history', async () => {
    const room = await newReviewRoom(site, { 1: 'Дощило чотири дні.' })
    await offer(room, 1, { origin: 'machine', engine: 'Engine', score: null, text: 'Дощило чотири дні.' })
    await reviewAll(site.db, site.world.rev, room, () => ({ outcome: 'edit', text: 'Чотири дні дощило.' }))
    const sam = await browserOf(site, site.world.sam)
    assert.match((await sam.get(room.page)).html, /<details class="offered" data-origin="machine">/)
    const past = (await sam.get(`/desk/articles/${room.article}/languages/uk/segments/${room.segments[1]}`)).html
    assert.deepEqual([...past.matchAll(/<(p|details) class="offered"/g)].map(([, kind]) => kind), ['details', 'p'])
    const [proposal] = await proposalsAt(site, room, [1])
    assert.ok(proposal)
  })

  it('asks the database as often for many paragraphs as for one', async () => {
    const countFor = async (changes: Record<number, string>) => {
      const { submission } = await newReviewRoom(site, changes)
      let count = 0
      const counted = site.db.withPlugin({
        transformQuery: ({ node }) => node,
        transformResult: ({ result }) => {
          count += 1
          return Promise.resolve(result)
        },
      })
      await loadSheet(counted, submission)
      return count
    }
    assert.equal(await countFor({ 1: 'Лило.', 2: 'Нікого.', 3: 'Ріка стала.' }), await countFor({ 1: 'Лило.' }))
  })
})
