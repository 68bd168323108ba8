import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Id } from '../src/db/columns.ts'
import { publishEdition, restoreEdition } from '../src/editions/actions.ts'
import { findPublished, listEditionSegments } from '../src/editions/store.ts'
import { reviewSubmission } from '../src/reviews/actions.ts'
import { findOpenChange, listChangeRows } from '../src/segments/source-changes.ts'
import type { Actor } from '../src/people/model.ts'
import type { Block } from '../src/sources/model.ts'
import { restoreRevision, saveDraft } from '../src/translations/actions.ts'
import { databases } from './databases.ts'
import { openNewsroom, type Newsroom } from './newsroom.ts'
import { approveOriginal, assertSound, blocksOf, decideStructure, sendBlocks } from './originals.ts'
import { factsIn, reviewAll, shownOf, submit, translateAll, type Desk } from './world.ts'

const TEXTS = [
  'The quiet bridge', 'It rained in the night over the whole valley.',
  'The river had taken two of its seven arches. The mayor said that it could be mended by autumn.',
  'Nobody came to the old bridge before noon.',
]
const UKRAINIAN = ['Тихий міст', 'Уночі дощило.', 'Річка забрала дві арки. Голова обіцяє полагодити.', 'До полудня ніхто не прийшов.']
const ALL = { missing: 0, behind: 0 }

type Room = Desk & { segments: Id[] }
type Whole = [title: Block, one: Block, two: Block, three: Block]

/** What an editor does to the third paragraph. */
const moved = ([title, one, two, three]: Whole) => [title, two, one, three]
const split = ([title, one, two, three]: Whole) => [title, one, ...two.text.split(/(?<=\.) /).map((text) => ({ ...two, text })), three]
const joined = ([title, one, two, three]: Whole) => [title, one, { ...two, text: `${two.text} ${three.text}` }]
const removed = ([title, one, , three]: Whole) => [title, one, three]
const edited = ([title, one, two, three]: Whole) => [title, one, { ...two, text: two.text.replace('seven', 'eight') }, three]
const lengthened = (whole: Whole) => [...whole, { ...whole[3], text: 'A ferry was hired for the summer months.' }]

for (const [name, open] of Object.entries(databases)) {
  describe(`an article with another shape, on ${name}`, () => {
    let room: Newsroom
    before(async () => { room = await openNewsroom(await open()) })
    after(() => room.db.destroy())

    const newTranslated = async (): Promise<Room> => {
      const desk = await room.newDesk(TEXTS)
      await translateAll(room.world, desk, UKRAINIAN)
      return desk
    }
    const send = async ({ article }: Desk, change: (whole: Whole) => Block[], person = room.world.ed) =>
      sendBlocks(room.db, person, article, change(await blocksOf(room.db, person, article) as Whole))
    const reshape = async (desk: Desk, change: (whole: Whole) => Block[]) => {
      await send(desk, change)
      await approveOriginal(room.db, room.world.rev, desk.article)
    }
    const publish = ({ article }: Desk, language: string, accepted = ALL) =>
      publishEdition(room.db, room.world.ed, { article, language, accepted })
    const readers = async ({ article }: Desk, language: string) => {
      const edition = await findPublished(room.db, article, language)
      return edition && { edition, rows: await listEditionSegments(room.db, edition.id) }
    }
    const textsFor = async (desk: Desk, language: string) => (await readers(desk, language))?.rows.map(({ text }) => text)
    const countTexts = async ({ article }: Desk) => (await room.db.selectFrom('revision').innerJoin('segment', 'segment.id', 'revision.segment_id')
      .select('revision.id').where('segment.article_id', '=', article).execute()).length

    describe('rules 1 and 2', () => {
      it('makes no text where paragraphs only move or go', async () => {
        for (const change of [moved, removed]) {
          const desk = await newTranslated()
          const before = await countTexts(desk)
          await reshape(desk, change)
          assert.equal(await countTexts(desk), before)
        }
      })

      for (const [what, change] of Object.entries({ split, joined, edited })) {
        it(`still knows, when a paragraph is ${what}, the words its translation was made from`, async () => {
          const desk = await newTranslated()
          await reshape(desk, change)
          const { facts: { approved, source }, step } = await room.stateIn(desk, 2)
          assert.deepEqual([step, approved?.text, approved?.source?.text], ['behind', UKRAINIAN[2], TEXTS[2]])
          assert.notEqual(source?.text, TEXTS[2])
        })
      }

      it('gives every state back with the whole text put back, through any number of shapes', async () => {
        const desk = await newTranslated()
        const original = await blocksOf(room.db, room.world.ed, desk.article)
        const before = await factsIn(room.db, desk.article, 'en', 'uk')
        for (const change of [split, moved, (some: Whole) => some.toSpliced(1, 1), (some: Whole) => some.toReversed()]) {
          await reshape(desk, (whole) => [whole[0], ...change(whole).filter(({ kind }) => kind !== 'title')])
        }
        await reshape(desk, () => original)
        const after = await factsIn(room.db, desk.article, 'en', 'uk')
        assert.deepEqual(after.map(({ source, ...facts }) => facts), before.map(({ source, ...facts }) => facts))
        assert.deepEqual(await Promise.all([0, 1, 2, 3].map(async (at) => (await room.stateIn(desk, at)).headline)), Array(4).fill('approved'))
        await assertSound(room.db)
      })
    })

    describe('rule 3: a translation is decided beside the original that was shown', () => {
      const cases: [what: string, change: (whole: Whole) => Block[], decided: boolean][] = [
        ['moved', moved, true], ['split', split, false], ['joined', joined, false], ['removed', removed, false],
      ]
      for (const [what, change, decided] of cases) {
        it(`${decided ? 'decides' : 'skips and names'} a paragraph that was ${what} meanwhile, and decides the others`, async () => {
          const desk = await newTranslated()
          const [, one = '', two = ''] = desk.segments
          const { submission } = await submit(room.db, room.world.ada, desk, { [one]: 'Уночі лило.', [two]: 'Ріка забрала дві арки.' })
          const shown = (await factsIn(room.db, desk.article, 'en', 'uk')).filter(({ proposal }) => proposal).map(shownOf)
          await reshape(desk, change)
          const { done, moved: skipped } = await reviewSubmission(room.db, room.world.rev, submission ?? '', shown.map((pair) => ({ ...pair, outcome: 'approve' })))
          assert.deepEqual([done.map(({ segment }) => segment), skipped], decided ? [[one, two], []] : [[one], [two]])
        })
      }
    })

    describe('rule 4: whoever wrote a part of it since the last approved text cannot approve it', () => {
      const publishing = (person: Actor): Actor => ({ ...person, grants: [...person.grants, { right: 'publish', language: 'en' }] })
      for (const [what, change] of Object.entries({ split, joined, edited })) {
        it(`refuses the writer of words that were returned, when the paragraph is ${what} by somebody else`, async () => {
          const desk = await newTranslated()
          const original = { ...desk, language: 'en' }
          await submit(room.db, publishing(room.world.sam), original, { [desk.segments[2] ?? '']: 'The river had taken three of its seven arches.' })
          await reviewAll(room.db, room.world.rev, original, () => ({ outcome: 'return', reason: 'Two' }))
          await send(desk, change)
          await assert.rejects(approveOriginal(room.db, room.world.sam, desk.article), { code: 'own_words' })
          await approveOriginal(room.db, room.world.rev, desk.article)
        })
      }
    })

    describe('rule 7: a structure is one thing, nowhere to be seen until it is approved', () => {
      it('has no paragraph for translators and no line for readers while it waits, or once it is returned', async () => {
        const desk = await newTranslated()
        await send(desk, lengthened)
        const change = await findOpenChange(room.db, desk.article)
        const [fresh = ''] = (await listChangeRows(room.db, change?.id ?? '')).map(({ segment }) => segment).filter((segment) => !desk.segments.includes(segment))
        const typed = { article: desk.article, language: 'uk', segment: fresh, text: 'Найняли пором.', shown: { base: null, source: null, version: 0 } }
        await assert.rejects(saveDraft(room.db, room.world.ada, typed), { code: 'not_found' })
        await publish(desk, 'en')
        assert.deepEqual(await textsFor(desk, 'en'), TEXTS)
        await decideStructure(room.db, room.world.rev, desk.article, 'returned')
        await assert.rejects(saveDraft(room.db, room.world.ada, typed), { code: 'not_found' })
        assert.deepEqual((await factsIn(room.db, desk.article, 'en', 'uk')).map(({ segment }) => segment), desk.segments)
      })
    })

    describe('rule 8: editions keep the shape they were published in', () => {
      for (const [what, change] of Object.entries({ moved, split, joined, removed, lengthened })) {
        it(`moves no byte for readers when a paragraph is ${what}, nor in the other language when one is published`, async () => {
          const desk = await newTranslated()
          for (const language of ['en', 'uk']) await publish(desk, language)
          const before = [await readers(desk, 'en'), await readers(desk, 'uk')]
          await reshape(desk, change)
          assert.deepEqual([await readers(desk, 'en'), await readers(desk, 'uk')], before)
          await publish(desk, 'en')
          assert.deepEqual(await readers(desk, 'uk'), before[1])
          assert.notEqual((await readers(desk, 'en'))?.edition.hash, before[0]?.edition.hash)
        })
      }

      it('counts as missing what a split or a new paragraph still lacks, and fills it from the published original alone', async () => {
        const desk = await newTranslated()
        await publish(desk, 'en')
        await reshape(desk, split)
        await assert.rejects(publish(desk, 'uk'), { code: 'not_ready' })
        await assert.rejects(publish(desk, 'uk', { missing: 1, behind: 1 }), { code: 'not_ready' }, 'readers of the original have no second part yet')
        await publish(desk, 'en')
        const edition = await publish(desk, 'uk', { missing: 1, behind: 1 })
        const rows = await listEditionSegments(room.db, edition.id)
        assert.deepEqual(rows.map(({ language, step }) => [language, step]), [['uk', 'in_step'], ['uk', 'in_step'], ['uk', 'behind'], ['en', 'in_step'], ['uk', 'in_step']])
        assert.equal(rows[3]?.text, 'The mayor said that it could be mended by autumn.')
      })

      it('has a removed paragraph no more, and a moved one in its new place', async () => {
        const desk = await newTranslated()
        for (const [change, expected] of [[moved, [0, 2, 1, 3]], [(some: Whole) => [some[0], some[2], some[3]], [0, 1, 3]]] as const) {
          await reshape(desk, change)
          await publish(desk, 'uk')
          assert.deepEqual(await textsFor(desk, 'uk'), expected.map((at) => UKRAINIAN[at]))
        }
      })
    })

    describe('rule 9: nothing is overwritten', () => {
      it('brings an edition back in the shape it had, whatever the article is like now', async () => {
        const desk = await newTranslated()
        const { number } = await publish(desk, 'uk')
        await reshape(desk, removed)
        await publish(desk, 'uk')
        await restoreEdition(room.db, room.world.ed, { article: desk.article, language: 'uk', number, reason: 'It was right' })
        assert.deepEqual(await textsFor(desk, 'uk'), UKRAINIAN)
        assert.equal((await factsIn(room.db, desk.article, 'en', 'uk')).length, 3)
        await assertSound(room.db)
      })

      it('keeps the texts of a removed paragraph, and sends none of them to review until it is back', async () => {
        const desk = await newTranslated()
        const two = desk.segments[2] ?? ''
        const original = await blocksOf(room.db, room.world.ed, desk.article)
        await submit(room.db, room.world.ada, desk, { [two]: 'Ріка забрала дві арки.' })
        await reviewAll(room.db, room.world.rev, desk)
        const [first] = await room.db.selectFrom('revision').select('id').where('segment_id', '=', two).where('text', '=', UKRAINIAN[2] ?? '').execute()
        const again = () => restoreRevision(room.db, room.world.ada, { article: desk.article, language: 'uk', segment: two, revision: first?.id ?? '', message: '' })
        await reshape(desk, removed)
        await assert.rejects(again(), { code: 'not_found' })
        await reshape(desk, () => original)
        await again()
        assert.deepEqual([(await room.stateIn(desk, 2)).text, (await room.stateIn(desk, 2)).facts.proposal?.text], ['Ріка забрала дві арки.', UKRAINIAN[2]])
      })
    })
  })
}
