import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { databases } from '../../test/databases.ts'
import { approveOriginal, assertSound, blocksOf, paragraph, sendBlocks } from '../../test/originals.ts'
import { newArticle, newWorld, reviewAll, submit, translateAll, type World } from '../../test/world.ts'
import type { Id, Language } from '../db/columns.ts'
import { newId } from '../db/id.ts'
import type { Db } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { speak } from '../i18n/voice.ts'
import { canonicalJson, type Json } from '../text/canonical.ts'
import { textHash } from '../text/hash.ts'
import { publishEdition, restoreEdition } from './actions.ts'
import { compareEditions } from './changes.ts'
import { traceLineage } from './lineage.ts'
import { listFrozenSteps } from './lineage-store.ts'
import { editionHash, type FrozenSegment, type Line } from './model.ts'
import { insertEdition } from './store.ts'

/** `b<a` is b, split from a; `a+b` is b joined into a. */
function stepOf(text: string): Line[] {
  return text.split(' ').filter(Boolean).map((one): Line => {
    const [segment_id = '', from_segment_id = ''] = one.split(/[<+]/)
    return { segment_id, from_segment_id, role: one.includes('<') ? 'split' : 'join' }
  })
}

const told = (lines: readonly Line[]) => lines.map(({ segment_id, from_segment_id, role }) => `${segment_id}${role === 'split' ? '<' : '+'}${from_segment_id}`).join(' ')

describe('what became of paragraphs between two editions', () => {
  const cases: [what: string, steps: string[], before: string, after: string, expected: string][] = [
    ['nothing', [], 'ab', 'ab', ''],
    ['a split', ['b<a'], 'ac', 'abc', 'b<a'],
    ['a split into three, at once', ['b<a c<a'], 'a', 'abc', 'b<a c<a'],
    ['a split into three, one after another', ['b<a', 'c<b'], 'a', 'abc', 'b<a c<a'],
    ['a merge', ['a+b'], 'abc', 'ac', 'a+b'],
    ['a merge that names itself among its origins', ['a+a a+b'], 'abc', 'ac', 'a+b'],
    ['a merge of three, one after another', ['a+b', 'a+c'], 'abc', 'a', 'a+b a+c'],
    ['a split that was joined again', ['b<a', 'a+b'], 'a', 'a', ''],
    ['a merge that was split again', ['a+b', 'c<a'], 'ab', 'ac', 'a+b c<a'],
    ['a part that went into another paragraph', ['b<a', 'c+b'], 'ac', 'ac', ''],
    ['a part that was removed later', ['b<a'], 'a', 'a', ''],
    ['a joined paragraph that came back under its own name', ['a+b'], 'ab', 'ab', ''],
    ['the first part removed: the other is what is left', ['b<a'], 'a', 'b', ''],
    ['the first part removed of three', ['b<a c<a'], 'a', 'bc', 'b<a c<a'],
    ['what neither edition has', ['x<y'], 'a', 'a', ''],
  ]
  for (const [what, steps, before, now, expected] of cases) {
    it(`tells ${what}`, () => assert.equal(told(traceLineage(steps.map(stepOf), [...before], [...now])), expected))
  }

  it('names only paragraphs of the one as origins of paragraphs of the other, never a paragraph its own', () => {
    const id = fc.constantFrom(...'abcdef')
    const line = fc.record({ segment_id: id, from_segment_id: id, role: fc.constantFrom('split' as const, 'join' as const) })
    const some = fc.uniqueArray(id, { minLength: 1 })
    fc.assert(fc.property(fc.array(fc.array(line, { maxLength: 4 }), { maxLength: 4 }), some, some, (steps, had, has) => {
      const lines = traceLineage(steps, had, has)
      assert.equal(new Set(lines.map((one) => `${one.segment_id} ${one.from_segment_id}`)).size, lines.length)
      for (const { segment_id, from_segment_id, role } of lines) {
        assert.ok(has.includes(segment_id) && had.includes(from_segment_id) && segment_id !== from_segment_id)
        assert.ok(role === 'split' ? !had.includes(segment_id) : !has.includes(from_segment_id))
      }
    }))
  })
})

describe('what readers are told of paragraphs that were split and merged (P13)', () => {
  const row = (segment_id: string, text: string, more: Partial<FrozenSegment> = {}): FrozenSegment => ({
    position: 0, segment_id, kind: 'paragraph', level: 0, list: null, asset: null, language: 'uk', text, hash: textHash(text), source_hash: 's', substance: 's',
    step: 'in_step', ...more,
  })
  const of = (...ids: string[]) => ids.map((id) => row(id, `Текст ${id}.`))
  type Rows = FrozenSegment[]
  const cases: [what: string, before: Rows, after: Rows, lineage: string, uk: string, en: string, lines: [string, number][]][] = [
    ['a split', of('a'), of('a', 'b'), 'b<a', '1 абзац поділено на 2.', '1 paragraph split into 2.', [['split', 2]]],
    ['two splits', of('a', 'c'), of('a', 'b', 'c', 'd', 'e'), 'b<a d<c e<c', '2 абзаци поділено на 5.', '2 paragraphs split into 5.', [['split', 2], ['split', 3]]],
    ['a merge', of('a', 'b'), [row('a', 'Разом.')], 'a+b', '1 абзац утворено з 2.', '1 paragraph merged from 2.', [['merged', 2]]],
    ['a split beside other changes', of('a', 'c', 'd'), [...of('a', 'b'), row('d', 'Інше.')], 'b<a',
      'Змінено 1 абзац, 1 абзац поділено на 2, вилучено 1 абзац.', '1 paragraph changed, 1 paragraph split into 2, 1 removed.',
      [['split', 2], ['changed', 1], ['removed', 1]]],
    ['a split and a move', of('a', 'c', 'd'), of('d', 'a', 'b', 'c'), 'b<a', '1 абзац поділено на 2, переставлено 1 абзац.',
      '1 paragraph split into 2, 1 moved.', [['split', 2]]],
  ]
  for (const [what, before, now, lineage, uk, en, lines] of cases) {
    it(`names ${what}`, () => {
      const changes = compareEditions(now, before, 'uk', speak('en').t, stepOf(lineage))
      assert.deepEqual(changes.lines.map((line) => [line.what, line.count]), lines)
      assert.equal(changes.summary, en)
      assert.equal(compareEditions(now, before, 'uk', speak('uk').t, stepOf(lineage)).summary, uk)
    })
  }

  it('compares all parts with what they were, and the whole with all it was merged from', () => {
    const [split] = compareEditions([row('a', 'Один.'), row('b', 'Два.')], [row('a', 'Один. Два.')], 'uk', speak('en').t, stepOf('b<a')).lines
    assert.equal(split?.diff?.shape, 'same')
    const [merged] = compareEditions([row('a', 'Один. Два.')], of('a', 'b'), 'uk', speak('en').t, stepOf('a+b')).lines
    assert.match(merged?.diff?.changesHtml ?? '', /<del[^>]*>.*Текст a\. Текст b\./)
    const [gap] = compareEditions([row('a', 'Один.'), row('b', 'Two.', { language: 'en' })], [row('a', 'Один. Два.')], 'uk', speak('en').t, stepOf('b<a')).lines
    assert.equal(gap?.diff, null, 'words of two languages are not compared')
  })
})

for (const [name, open] of Object.entries(databases)) {
  describe(`the lineage of editions, on ${name}`, () => {
    let db: Db
    let world: World
    before(async () => {
      db = await open()
      world = await newWorld(db)
    })
    after(() => db.destroy())
    const publish = (article: Id, language: Language) =>
      publishEdition(db, world.ed, { article, language, accepted: { missing: 0, behind: 0 } })
    const linesOf = (edition: Id) => db.selectFrom('edition_lineage').select(['segment_id', 'from_segment_id', 'role'])
      .where('edition_id', '=', edition).orderBy('segment_id').execute()
    /** Changes the whole original, through review. */
    const rewrite = async (article: Id, texts: readonly string[]) => {
      const [title] = await blocksOf(db, world.ed, article)
      if (!title) throw new Error('no title')
      await sendBlocks(db, world.ed, article, [title, ...texts.map(paragraph)])
      await approveOriginal(db, world.rev, article)
    }
    const LONG = ['The heron stood at the edge of the reeds and waited for the water to clear.', 'Then it walked slowly along the bank towards the old mill.']
    const OTHER = 'Nobody had lived in the mill since the spring of the great flood.'

    it('is frozen with each language’s next edition, in its manifest, and holds', async () => {
      const { article, segments: [, first = ''] } = await newArticle(world, 'en', ['The heron', LONG.join(' '), OTHER])
      await publish(article, 'en')
      await translateAll(world, { article, source: 'en', language: 'uk' }, ['Чапля', 'Чапля стояла. Потім пішла.', 'У млині ніхто не жив.'])
      await publish(article, 'uk')
      await rewrite(article, [...LONG, OTHER])
      const english = await publish(article, 'en')
      const [line] = await linesOf(english.id)
      assert.deepEqual([line?.from_segment_id, line?.role], [first, 'split'])
      assert.deepEqual((JSON.parse(english.manifest) as { lineage: unknown }).lineage, [line])
      const desk = { article, source: 'en', language: 'uk' }
      await submit(db, world.ada, desk, { [first]: 'Чапля стояла.', [line?.segment_id ?? '']: 'Потім пішла.' })
      await reviewAll(db, world.rev, desk)
      const ukrainian = await publish(article, 'uk')
      assert.deepEqual(await linesOf(ukrainian.id), [line])
      await rewrite(article, [LONG.join(' '), OTHER])
      const joined = await publish(article, 'en')
      assert.deepEqual((await linesOf(joined.id)).map(({ segment_id, role }) => [segment_id, role]), [[first, 'join']])
      const place = { article_id: article, language: 'en' }
      const steps = await listFrozenSteps(db, place, { after: 1, to: 3 })
      assert.equal(steps.length, 2)
      await restoreEdition(db, world.ed, { article, language: 'en', number: 2, reason: 'A check' })
      assert.equal((await listFrozenSteps(db, place, { after: 3, to: 4 })).length, 0, 'the way back is no change of the original')
      await assertSound(db)
    })

    it('is of what changed since the edition before in that language, not of what came and went between', async () => {
      const { article } = await newArticle(world, 'en', ['The crane', LONG.join(' '), OTHER])
      await publish(article, 'en')
      await rewrite(article, [...LONG, OTHER])
      await rewrite(article, [LONG.join(' '), OTHER, 'A new end.'])
      const { id, manifest } = await publish(article, 'en')
      assert.deepEqual(await linesOf(id), [])
      assert.ok(!('lineage' in (JSON.parse(manifest) as object)))
    })

    it('cannot be changed, and one that the manifest does not tell of is a fault', async () => {
      const line = await db.selectFrom('edition_lineage').selectAll().limit(1).executeTakeFirstOrThrow()
      const own = () => db.updateTable('edition_lineage').set({ role: 'join' }).where('edition_id', '=', line.edition_id).execute()
      await assert.rejects(own(), /immutable|refuse|fact|change/i)
      const { id } = await publish((await newArticle(world, 'en', ['The stork', 'It came.'])).article, 'en')
      await assertSound(db)
      await db.insertInto('edition_lineage').values({ ...line, edition_id: id }).execute()
      await assert.rejects(assertSound(db))
    })

    it('and whether it was important are told by the manifest; one from before there was either still holds', async () => {
      const other = await open()
      try {
        const { ed, ...rest } = await newWorld(other)
        const { article } = await newArticle({ ...rest, ed }, 'en', ['The swan', 'It swam.'])
        const edition = await publishEdition(other, ed, { article, language: 'en', accepted: { missing: 0, behind: 0 }, important: true })
        assert.equal((JSON.parse(edition.manifest) as { important: string }).important, 'yes')
        assert.equal(edition.important, 'yes')
        await assertSound(other)
        const restored = await publishEdition(other, ed, { article, language: 'en', accepted: { missing: 0, behind: 0 }, correction: 'Told.' })
        assert.equal(restored.important, 'no')
        // As an edition of before was: its manifest does not say.
        const { important, ...before } = JSON.parse(restored.manifest) as Record<string, Json>
        assert.equal(important, 'no')
        const manifest = canonicalJson({ ...before, language: 'la', number: 1, previous_hash: '', segments: [], credits: [] })
        const old = { ...restored, id: newId(), language: 'la', number: 1, previous_hash: '', manifest, hash: editionHash('', manifest) }
        await transact(other, (tx) => insertEdition(tx, old, [], []))
        await assertSound(other)
      } finally {
        await other.destroy()
      }
    })
  })
}
