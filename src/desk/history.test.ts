import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Browser } from '../../test/browser.ts'
import { databases } from '../../test/databases.ts'
import { checkHtml } from '../../test/markup.ts'
import { approveOriginal, blocksOf, decideStructure, paragraph, sendBlocks } from '../../test/originals.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { factsIn, newWorld, newArticle, reviewAll, shownOf, submit, translateAll, type Desk, type World } from '../../test/world.ts'
import { findArticle } from '../articles/store.ts'
import type { Id } from '../db/columns.ts'
import { transact } from '../db/transact.ts'
import { publishEdition, withdrawEdition } from '../editions/actions.ts'
import { writeSettings } from '../people/settings.ts'
import { confirmProposal } from '../reviews/actions.ts'
import type { Block } from '../sources/model.ts'
import { undoEdits } from '../undoing/actions.ts'
import { readPlan } from '../undoing/plan.ts'
import { readHistory } from './history.ts'
import { countShape, HISTORY_KINDS, type HistoryEvent, type HistoryKind } from './history-model.ts'

const TEXTS = [
  'The quiet bridge', 'It rained in the night over the whole valley.',
  'The river had taken two of its seven arches. The mayor said that it could be mended by autumn.',
  'Nobody came to the old bridge before noon.', 'Then the sun came out again.', 'In the evening everybody went home.',
]
const SINCE = { from: '2000-01-01T00:00:00.000Z', to: '2100-01-01T00:00:00.000Z' }

/** The third is split, the two after it are joined, the second goes to the end, one is new, the title is edited. */
function changed([title, one, two, three, four, five]: Block[]): Block[] {
  const [first = '', second = ''] = two?.text.split(/(?<=\.) /) ?? []
  assert.ok(title && one && three && four && five)
  return [{ ...title, text: 'The very quiet bridge' }, paragraph(first), paragraph(second), paragraph(`${three.text} ${four.text}`), five,
    paragraph('An entirely new paragraph with other words.'), one]
}

/** An article to which everything has happened that can happen. */
async function livedThrough(world: World): Promise<Desk & { segments: Id[] }> {
  const { db, ed, rev, sam, ada } = world
  const { article, segments } = await newArticle(world, 'en', TEXTS)
  const desk = { article, source: 'en', language: 'uk', segments }
  await translateAll(world, desk, ['Тихий міст', 'Дощило.', 'Річка.', 'Ніхто.', 'Сонце.', 'Додому.'])
  await publishEdition(db, ed, { article, language: 'uk', accepted: { missing: 0, behind: 0 } })
  await sendBlocks(db, ed, article, changed(await blocksOf(db, ed, article)))
  await decideStructure(db, rev, article, 'returned')
  await sendBlocks(db, ed, article, changed(await blocksOf(db, ed, article)))
  await approveOriginal(db, rev, article)
  await submit(db, ada, desk, { [segments[5] ?? '']: 'Спам', [segments[0] ?? '']: 'Спам' })
  await reviewAll(db, sam, desk, ({ segment }) => segment === segments[0] ? { outcome: 'approve' } : { outcome: 'return', reason: 'Ні' })
  await withdrawEdition(db, ed, { article, language: 'uk', reason: 'Помилка' })
  const asked = { person: ada.id, language: 'uk', ...SINCE }
  const { rows } = await readPlan(db, asked, { lang: 'en', after: null, limit: 200 })
  await undoEdits(db, ed, asked, rows.slice(0, 1), 'Спам')
  return desk
}

const tell = (event: HistoryEvent) => {
  switch (event.kind) {
    case 'structure': return [event.kind, event.outcome, event.by, event.decidedBy]
    case 'submission': return [event.kind, event.language, event.by, event.offered, ...event.verdicts.map(({ outcome, count }) => `${outcome} ${count}`)]
    case 'edition': return [event.kind, event.event, event.number, event.reason]
    case 'undone': return [event.kind, event.by, event.whose, event.count, event.reason]
    default: return [event.kind, event.by]
  }
}

for (const [name, open] of Object.entries(databases)) {
  describe(`the history of an article, on ${name}`, () => {
    let world: World
    let desk: Desk & { segments: Id[] }
    before(async () => {
      world = await newWorld(await open())
      desk = await livedThrough(world)
    })
    after(() => world.db.destroy())

    const read = async (asked: Partial<Parameters<typeof readHistory>[2]> = {}) => {
      const article = await findArticle(world.db, desk.article)
      return readHistory(world.db, article, { kinds: HISTORY_KINDS, before: null, limit: 50, language: null, person: null, ...asked })
    }

    it('tells everything that happened, the newest first, with who did it and what came of it', async () => {
      const { events, more } = await read()
      // The title of the original, whose words alone were changed, went to review with the first structure.
      assert.deepEqual(events.filter(({ kind, language }) => kind !== 'submission' || language === 'uk').map(tell), [
        ['undone', 'Ed', 'Ada', 1, 'Спам'],
        ['edition', 'withdraw', 1, 'Помилка'],
        ['submission', 'uk', 'Ada', 2, 'approved 1', 'returned 1'],
        ['structure', 'approved', 'Ed', 'Rev'],
        ['structure', 'returned', 'Ed', 'Rev'],
        ['edition', 'publish', 1, ''],
        ['submission', 'uk', 'Ada', 6, 'approved 6'],
        ['import', 'Ed'],
      ])
      assert.deepEqual(events.filter(({ kind, language }) => kind === 'submission' && language === 'en').map(tell), [
        ['submission', 'en', 'Ed', 1, 'approved 1'],
      ])
      assert.equal(more, false)
      assert.deepEqual(events.map(({ at }) => at), events.map(({ at }) => at).toSorted().reverse())
    })

    it('says in numbers what a change did to the order of paragraphs', async () => {
      const { events: [newest] } = await read({ kinds: ['structure'] })
      assert.ok(newest?.kind === 'structure')
      assert.deepEqual(newest.counts, [
        { did: 'moved', count: 1 }, { did: 'split', count: 1 }, { did: 'merged', count: 1 }, { did: 'added', count: 1 },
      ])
    })

    const cases: [what: string, asked: Partial<Parameters<typeof readHistory>[2]>, kinds: HistoryKind[]][] = [
      ['a language', { language: 'en' }, ['import', 'structure', 'submission']],
      ['a kind', { kinds: ['edition'] }, ['edition']],
    ]
    for (const [what, asked, kinds] of cases) {
      it(`is narrowed to ${what}`, async () => {
        assert.deepEqual([...new Set((await read(asked)).events.map(({ kind }) => kind))].sort(), kinds)
      })
    }

    it('tells of first reviews, and calls no sender who accepts an edit a reviewer', async () => {
      const { db, ada, rev, sam } = world
      const { article, segments } = await newArticle(world, 'en', ['The quiet bridge', 'It rained.', 'Nobody came.'])
      const second = { article, source: 'en', language: 'uk' }
      const setPolicy = (uk: 'two' | 'three') => transact(db, (tx) => writeSettings(tx, { reviewPolicy: { uk } }))
      await setPolicy('three')
      await submit(db, ada, second, { [segments[0] ?? '']: 'Тихий міст', [segments[1] ?? '']: 'Дощило.' })
      await reviewAll(db, rev, second, ({ position }) => position === 0 ? { outcome: 'approve' } : { outcome: 'edit', text: 'Ішов дощ.' })
      const { proposal, shown } = shownOf((await factsIn(db, article, 'en', 'uk'))[1] ?? assert.fail())
      assert.equal(await confirmProposal(db, ada, proposal, shown), 'passed')
      await reviewAll(db, sam, second)
      await setPolicy('two')
      const { events } = await readHistory(db, await findArticle(db, article), { kinds: ['submission'], before: null, limit: 9, language: null, person: null })
      assert.deepEqual(events.map((event) => event.kind === 'submission' && [...tell(event).slice(4), ...event.reviewers.toSorted()]),
        [['approved 2', 'edited 1', 'passed 1', 'Rev', 'Sam']])
    })

    it('is narrowed to what a person did, decided or had undone', async () => {
      const of = async (person: Id) => (await read({ person })).events.map(({ kind, by }) => `${kind} ${by}`)
      assert.deepEqual(await of(world.sam.id), ['submission Ada'])
      assert.deepEqual((await of(world.ada.id)).sort(), ['submission Ada', 'submission Ada', 'undone Ed'])
      assert.deepEqual(await of(world.tom.id), [])
    })

    it('comes in pages that leave nothing out and tell nothing twice', async () => {
      const whole = (await read()).events.map(({ id }) => id)
      const seen: string[] = []
      for (let before: Parameters<typeof read>[0]; ;) {
        const { events, more } = await read({ limit: 2, ...before })
        seen.push(...events.map(({ id }) => id))
        const last = events.at(-1)
        if (!more || !last) break
        before = { before: { at: last.at, id: last.id } }
      }
      assert.deepEqual(seen, whole)
    })
  })
}

describe('the page of an article’s history', () => {
  let site: TestSite
  before(async () => {
    site = await startTestSite()
  })
  after(() => site.close())

  for (const language of ['en', 'uk']) {
    it(`is found from the article and leads to what it tells of, in ${language}`, async () => {
      const { article } = await livedThrough(site.world)
      const browser = await new Browser(site, { language }).signInAs(site, site.world.ed)
      const address = `/desk/articles/${article}/history`
      assert.match((await browser.get(`/desk/articles/${article}`)).html, new RegExp(`href="${address}"`))
      const page = await browser.get(address)
      assert.deepEqual([page.status, await checkHtml(page.html)], [200, []])
      for (const [, href = ''] of page.html.matchAll(/<span class="act"><a href="([^"]+)"/g)) {
        assert.equal((await browser.get(href)).status, 200, href)
      }
      const theirs = await browser.get(`${address}?person=${site.world.ada.id}&language=uk`)
      const [, undo = ''] = /href="(\/desk\/edits[^"]+)"/.exec(theirs.html) ?? []
      assert.equal((await browser.get(undo.replaceAll('&amp;', '&'))).status, 200)
      assert.deepEqual(await checkHtml((await browser.get(`${address}?kind=import&language=uk`)).html), [])
      for (const forged of ['kind=x', 'language=xx', 'person=x', 'before=x', 'kind=edition&kind=import']) {
        assert.equal((await browser.get(`${address}?${forged}`)).status, 404, forged)
      }
    })
  }
})

describe('a long history', () => {
  it('goes on by links to older pages, and back to the newest', async () => {
    const site = await startTestSite()
    const { article, segments: [, one = ''] } = await newArticle(site.world, 'en', TEXTS)
    for (let i = 0; i < 21; i++) await submit(site.db, site.world.ada, { article, source: 'en', language: 'uk' }, { [one]: `Дощило ${i}.` })
    const browser = await new Browser(site).signInAs(site, site.world.ada)
    const first = await browser.get(`/desk/articles/${article}/history`)
    const linkTo = (rel: string, { html }: { html: string }) => new RegExp(`href="([^"]+)" rel="${rel}"`).exec(html)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const second = await browser.get(linkTo('next', first))
    const eventsIn = ({ html }: { html: string }) => [...html.matchAll(/<li id="e-(\w+)"/g)].map(([, id]) => id)
    assert.deepEqual([eventsIn(first).length, eventsIn(second).length], [20, 2])
    assert.equal(new Set([...eventsIn(first), ...eventsIn(second)]).size, 22)
    assert.deepEqual(eventsIn(await browser.get(linkTo('prev', second))), eventsIn(first))
    await site.close()
  })
})

describe('what a change did, in numbers', () => {
  const row = (segment: Id, base: Id | null = null, revision: Id | null = null) => ({ segment, base, revision })
  const counted = (before: string, rows: ReturnType<typeof row>[], lineage: { segment: Id; from: Id; role: 'split' | 'join' }[] = []) =>
    countShape({ before: [...before], rows, lineage }).map(({ did, count }) => `${did} ${count}`)

  it('counts a paragraph that comes back apart from a new one', () => {
    assert.deepEqual(counted('ab', [row('a'), row('b'), row('x', 'x1'), row('n', null, 'n1')]), ['added 1', 'returned 1'])
  })
  it('counts the fewest that moved', () => assert.deepEqual(counted('abcd', [...'dabc'].map((one) => row(one))), ['moved 1']))
  it('counts what was joined away as no removal', () => {
    assert.deepEqual(counted('abc', [row('a', 'a1', 'a2')], [{ segment: 'a', from: 'a', role: 'join' }, { segment: 'a', from: 'b', role: 'join' }]),
      ['merged 1', 'removed 1'])
  })
  it('counts an edit beside the structure', () => assert.deepEqual(counted('ab', [row('b'), row('a', 'a1', 'a2')]), ['moved 1', 'edited 1']))
})
