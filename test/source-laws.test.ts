import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import type { Db } from '../src/db/schema.ts'
import { stateOf } from '../src/segments/states.ts'
import type { Block } from '../src/sources/model.ts'
import { databases } from './databases.ts'
import { approveOriginal, assertSound, blocksOf, paragraph, sendBlocks } from './originals.ts'
import { factsIn, newArticle, newWorld, translateAll, type World } from './world.ts'

const WORDS = [
  'bridge rain valley night', 'river arches autumn mayor', 'baker bread morning street', 'ferry captain harbour rope', 'school lesson chalk winter',
  'doctor letter station clock', 'garden apple ladder neighbour',
].map((line) => line.split(' '))

/** Two sentences, told apart from the other paragraphs by their words. */
function textOf(at: number): string {
  const [a, b, c, d] = WORDS[at] ?? []
  return `The ${a ?? ''} was near the ${b ?? ''} all that year. Nobody saw a ${c ?? ''} or the ${d ?? ''} in town.`
}

const TEXTS = ['The quiet bridge', ...WORDS.map((_, at) => textOf(at))]

type Edit = { does: 'swap' | 'split' | 'join' | 'insert' | 'remove' | 'word' | 'kind'; at: number; other: number }

const edits = fc.array(fc.record<Edit>({
  does: fc.constantFrom('swap', 'split', 'join', 'insert', 'remove', 'word', 'kind'), at: fc.nat(20), other: fc.nat(20),
}), { minLength: 1, maxLength: 6 })

/** Edits below the title; one that cannot be is left out. */
function edited(blocks: readonly Block[], { does, at, other }: Edit): Block[] {
  const [title, ...rest] = blocks
  if (!title || rest.length < 3) return [...blocks]
  const i = at % rest.length
  const j = other % rest.length
  const one = rest[i] ?? title
  const [first = '', second = ''] = one.text.split(/(?<=\.) /)
  const next = rest[i + 1]
  const replace = (count: number, ...some: Block[]) => [title, ...rest.slice(0, i), ...some, ...rest.slice(i + count)]
  switch (does) {
    case 'swap': return [title, ...rest.map((block, k) => rest[k === i ? j : k === j ? i : k] ?? block)]
    case 'split': return second === '' ? [...blocks] : replace(1, { ...one, text: first }, { ...one, text: second })
    case 'join': return next ? replace(2, { ...one, text: `${one.text} ${next.text}` }) : [...blocks]
    case 'insert': return replace(0, paragraph(`A stranger number ${at} came by with ${other} questions for everybody.`))
    case 'remove': return replace(1)
    case 'word': return replace(1, { ...one, text: one.text.replace('was', 'had been') })
    case 'kind': return replace(1, { ...one, kind: one.kind === 'quotation' ? 'paragraph' : 'quotation' })
  }
}

interface Standing { order: unknown[]; texts: number }

async function standing(db: Db, article: string): Promise<Standing> {
  const english = await factsIn(db, article, 'en', 'en')
  const ukrainian = new Map((await factsIn(db, article, 'en', 'uk')).map((facts) => [facts.segment, facts]))
  return {
    order: english.map(({ segment, kind, approved }) => {
      const facts = ukrainian.get(segment)
      return [segment, kind, approved?.text, facts && stateOf(facts), facts?.approved?.decision, facts?.approved?.text]
    }),
    texts: (await db.selectFrom('revision').select('id').where('language', '=', 'uk').execute()).length,
  }
}

for (const [name, open] of Object.entries(databases)) {
  describe(`laws of a changed original, on ${name}`, () => {
    let db: Db
    let world: World
    before(async () => {
      db = await open()
      world = await newWorld(db)
    })
    after(() => db.destroy())

    it('has every identity, approval and step again when it is put back as it was', async () => {
      await fc.assert(fc.asyncProperty(edits, async (some) => {
        const { article } = await newArticle(world, 'en', TEXTS)
        await translateAll(world, { article, source: 'en', language: 'uk' }, TEXTS.map((_, i) => `Абзац ${i}`))
        const old = await blocksOf(db, world.ed, article)
        const begun = await standing(db, article)
        await sendBlocks(db, world.ed, article, some.reduce(edited, old))
        await approveOriginal(db, world.rev, article)
        assert.equal((await standing(db, article)).texts, begun.texts, 'no translation is lost or made')
        await sendBlocks(db, world.ed, article, old)
        await approveOriginal(db, world.sam, article)
        assert.deepEqual(await standing(db, article), begun)
      }), { numRuns: name === 'sqlite' ? 60 : 8 })
      await assertSound(db)
    })
  })
}
