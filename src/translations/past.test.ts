import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Browser } from '../../test/browser.ts'
import { databases } from '../../test/databases.ts'
import { actionsIn } from '../../test/forms.ts'
import { checkHtml } from '../../test/markup.ts'
import { approveOriginal, blocksOf, paragraph, sendBlocks } from '../../test/originals.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { newArticle, newWorld, translateAll, type, type Desk, type World } from '../../test/world.ts'
import type { Id } from '../db/columns.ts'
import { listOutline } from '../segments/store.ts'
import type { Block } from '../sources/model.ts'
import { readPast } from './past.ts'

const TEXTS = [
  'The quiet bridge', 'It rained in the night over the whole valley.',
  'The river had taken two of its seven arches. The mayor said that it could be mended by autumn.',
  'Nobody came to the old bridge before noon.', 'Then the sun came out again.', 'In the evening everybody went home.',
]
const UK = ['Тихий міст', 'Дощило.', 'Річка. Мер.', 'Ніхто.', 'Сонце.', 'Додому.']

type Room = Desk & { segments: Id[] }

async function newRoom(world: World): Promise<Room> {
  const { article, segments } = await newArticle(world, 'en', TEXTS)
  const desk = { article, source: 'en', language: 'uk', segments }
  await translateAll(world, desk, UK)
  return desk
}

/** Changes the original and has it approved; the order of paragraphs then. */
async function change({ db, ed, rev }: World, { article }: Room, does: (blocks: Block[]) => (Block | undefined)[]): Promise<Id[]> {
  await sendBlocks(db, ed, article, does(await blocksOf(db, ed, article)).filter((block) => block !== undefined))
  await approveOriginal(db, rev, article)
  return (await listOutline(db, article)).map(({ segment }) => segment)
}

const split = ([a, b, c, ...rest]: Block[]) => [a, b, ...(c?.text.split(/(?<=\.) /) ?? []).map(paragraph), ...rest]
const join = ([a, b, c, d, e, f]: Block[]) => [a, b, c, paragraph(`${d?.text} ${e?.text}`), f]
const without = (at: number) => (blocks: Block[]) => blocks.toSpliced(at, 1)
const withBack = (at: number, text: string) => (blocks: Block[]) => blocks.toSpliced(at, 0, paragraph(text))
const toEnd = (at: number) => (blocks: Block[]) => [...blocks.toSpliced(at, 1), blocks[at]]

for (const [name, open] of Object.entries(databases)) {
  describe(`the history of a paragraph across changes of the original, on ${name}`, () => {
    let world: World
    before(async () => {
      world = await newWorld(await open())
    })
    after(() => world.db.destroy())

    const pastOf = ({ article }: Room, segment: Id | undefined, language = 'uk') => readPast(world.db, world.rev, { article, language, segment: segment ?? '' })
    const told = async (room: Room, segment: Id | undefined) => (await pastOf(room, segment)).happenings.map(({ kind, from, to, others }) =>
      [kind, from, to, ...others.map((other) => room.segments.indexOf(other))])

    it('tells of a move of what moved, and not of what gave way to it', async () => {
      const room = await newRoom(world)
      await change(world, room, toEnd(1))
      assert.deepEqual(await told(room, room.segments[1]), [['moved', 2, 6]])
      for (const segment of [0, 2, 5]) assert.deepEqual(await told(room, room.segments[segment]), [], String(segment))
    })

    it('tells of a removal and of a return, newest first, whatever stood around it then', async () => {
      const room = await newRoom(world)
      await change(world, room, without(3))
      assert.deepEqual(await told(room, room.segments[3]), [['removed', 4, null]])
      assert.deepEqual(await told(room, room.segments[4]), [])
      await change(world, room, withBack(1, TEXTS[3] ?? ''))
      assert.deepEqual(await told(room, room.segments[3]), [['returned', null, 2], ['removed', 4, null]])
      const { happenings: [newest] } = await pastOf(room, room.segments[3])
      assert.equal(newest?.by, 'Ed')
      assert.ok(newest.submission)
    })

    it('leads from a part of a split to the whole and back, with the versions the whole had until then', async () => {
      const room = await newRoom(world)
      const order = await change(world, room, split)
      const part = order[3]
      assert.deepEqual(await told(room, part), [['split_from', null, 4, 2]])
      const parts = (await pastOf(room, room.segments[2])).happenings.map(({ kind, others }) => [kind, others])
      assert.deepEqual(parts, [['split_into', [part]]])
      const past = await pastOf(room, part)
      assert.deepEqual(past.ancestors.map(({ segment, revisions }) => [segment, revisions.map(({ text }) => text)]), [[room.segments[2], ['Річка. Мер.']]])
      assert.equal(past.numbers.get(room.segments[2] ?? ''), 3)
      const original = await pastOf(room, part, 'en')
      assert.deepEqual(original.ancestors[0]?.revisions.at(-1)?.text, TEXTS[2])
    })

    it('leads from a joined paragraph to those that were joined, and from them to it', async () => {
      const room = await newRoom(world)
      await change(world, room, join)
      const [three, four] = room.segments.slice(3)
      assert.deepEqual(await told(room, three), [['joined_from', 4, 4, 4]])
      assert.deepEqual(await told(room, four), [['joined_into', 5, null, 3]])
      const past = await pastOf(room, three)
      assert.deepEqual(past.ancestors.map(({ segment, revisions }) => [segment, revisions.map(({ text }) => text)]), [[four, ['Сонце.']]])
      assert.equal(past.numbers.get(four ?? ''), undefined)
    })

    it('goes back step by step: to what a part of a joined paragraph came from', async () => {
      const room = await newRoom(world)
      const order = await change(world, room, split)
      await change(world, room, (blocks) => blocks.toSpliced(3, 2, paragraph(`${blocks[3]?.text} ${blocks[4]?.text}`)))
      const past = await pastOf(room, order[3])
      assert.deepEqual(new Set(past.ancestors.map(({ segment }) => segment)), new Set([room.segments[2], room.segments[3]]))
    })
  })
}

describe('the page of a paragraph whose original changed', () => {
  let site: TestSite
  before(async () => {
    site = await startTestSite()
  })
  after(() => site.close())

  const wordsOf = ({ html }: { html: string }) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
  const pageOf = ({ article }: Room, segment: Id | undefined, query = '') => `/desk/articles/${article}/languages/uk/segments/${segment}${query}`

  for (const language of ['en', 'uk']) {
    it(`still answers when the paragraph was removed: says when and by which change, shows its texts, offers no form, in ${language}`, async () => {
      const room = await newRoom(site.world)
      const segment = room.segments[3] ?? ''
      await type(site.db, site.world.ada, room, segment, 'Ще ніхто.')
      await change(site.world, room, without(3))
      const browser = await new Browser(site, { language }).signInAs(site, site.world.ada)
      const page = await browser.get(pageOf(room, segment))
      assert.deepEqual([page.status, await checkHtml(page.html)], [200, []])
      assert.match(wordsOf(page), language === 'en' ? /was removed from the article on .*\(Ed\).*Nobody came.*Ніхто\..*Your draft Ще ніхто/ : /вилучено зі статті .*\(Ed\)/)
      assert.doesNotMatch(page.html, /<textarea/)
      assert.deepEqual(actionsIn(page.html).filter((action) => action.includes('/desk/articles')), [])
      const [, href = ''] = /href="(\/desk\/submissions\/[^"]+)"/.exec(page.html) ?? []
      assert.equal((await browser.get(href)).status, 200)
    })
  }

  it('compares a version with one of the paragraph it came from, and knows none of any other (P35)', async () => {
    const room = await newRoom(site.world)
    const order = await change(site.world, room, split)
    const browser = await new Browser(site).signInAs(site, site.world.ed)
    const source = `/desk/articles/${room.article}/languages/en/segments/`
    const page = await browser.get(source + order[3])
    assert.deepEqual(await checkHtml(page.html), [])
    assert.match(wordsOf(page), /Became a paragraph of its own\. From : paragraph 3.*One version of paragraph 3|1 version of paragraph 3/)
    const versions = [...page.html.matchAll(/<option value="(\w{22})"/g)].map(([, id = '']) => id)
    const [part, whole] = [versions[0], versions[1]]
    const compared = await browser.get(`${source}${order[3]}?from=${whole}&to=${part}`)
    assert.match(wordsOf(compared), /Version 1 \( ?paragraph 3\)? ?\)? ?→ Version 1/)
    assert.match(compared.html, /<del[^>]*>.*seven arches/)
    const stranger = await site.db.selectFrom('revision').select('id').where('segment_id', '=', room.segments[4] ?? '').executeTakeFirstOrThrow()
    assert.equal((await browser.get(`${source}${order[3]}?from=${stranger.id}&to=${part}`)).status, 404)
  })

  it('knows no paragraph of another article', async () => {
    const [room, other] = [await newRoom(site.world), await newRoom(site.world)]
    await change(site.world, other, without(3))
    const browser = await new Browser(site).signInAs(site, site.world.ada)
    assert.equal((await browser.get(pageOf(room, other.segments[3]))).status, 404)
  })
})
