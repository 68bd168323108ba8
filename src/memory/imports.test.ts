import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { databases } from '../../test/databases.ts'
import { newArticle, newWorld, translateAll, type World } from '../../test/world.ts'
import { childrenOf, parseXml } from '../../test/xml.ts'
import type { Db } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { cleanText } from '../text/clean.ts'
import { addImport, bringImport, discardImport, removeImport } from './actions.ts'
import { listImports } from './imports-store.ts'
import { RefusedTmx } from './incoming.ts'
import { findMatches } from './matches.ts'
import type { NewUnit } from './model.ts'
import { insertImport, insertUnits, finishImport } from './store.ts'
import { syncMemory } from './sync.ts'
import { writeTmx } from './tmx-write.ts'

const LANGUAGES = ['uk', 'en']

/** TMX 1.4b: what may stand in an element, in this order, and its attributes; those that must be there with a mark. */
const DTD: Record<string, { children: RegExp; attributes: string[] }> = {
  tmx: { children: /^header body $/, attributes: ['version!'] },
  header: {
    children: /^$/, attributes: ['creationtool!', 'creationtoolversion!', 'segtype!', 'o-tmf!', 'adminlang!', 'srclang!', 'datatype!', 'creationdate', 'changedate'],
  },
  body: { children: /^(?:tu )*$/, attributes: [] },
  tu: { children: /^(?:note |prop )*(?:tuv )+$/, attributes: ['tuid', 'segtype', 'srclang', 'changedate', 'changeid', 'creationdate', 'creationid', 'datatype'] },
  prop: { children: /^$/, attributes: ['type!', 'xml:lang'] },
  tuv: { children: /^(?:note |prop )*seg $/, attributes: ['xml:lang!', 'changedate', 'changeid', 'creationdate', 'creationid'] },
  seg: { children: /^$/, attributes: [] },
}

function faultsIn(xml: string): string[] {
  const faults: string[] = []
  const check = (element: ReturnType<typeof parseXml>) => {
    const rule = DTD[element.name]
    const children = element.children.map(({ name }) => `${name} `).join('')
    if (!rule?.children.test(children)) faults.push(`<${element.name}> holds ${children}`)
    const known = rule?.attributes ?? []
    for (const name of Object.keys(element.attributes)) if (!known.includes(name) && !known.includes(`${name}!`)) faults.push(`${element.name}/@${name}`)
    for (const name of known) if (name.endsWith('!') && !Object.hasOwn(element.attributes, name.slice(0, -1))) faults.push(`${element.name} without ${name}`)
    element.children.forEach(check)
  }
  check(parseXml(xml))
  return faults
}

async function* piecesOf(text: AsyncIterable<string> | readonly string[]): AsyncGenerator<Uint8Array> {
  for await (const piece of text) yield Buffer.from(piece)
}

const tmx = (...pairs: [string, string][]) => ['<tmx version="1.4"><header srclang="en" segtype="paragraph"/><body>',
  ...pairs.map(([en, uk]) => `<tu><tuv xml:lang="en"><seg>${en}</seg></tuv><tuv xml:lang="uk"><seg>${uk}</seg></tuv></tu>`), '</body></tmx>']

const word = fc.string({ unit: fc.constantFrom('a', 'Є', 'ʼ', '—', '<', '&', ']]>', '"', '*', '🌉', ' ', '\n', '\u00a0', '\u00ad'), minLength: 1, maxLength: 12 })
  .map((text) => {
    const cleaned = cleanText(text)
    return 'text' in cleaned && cleaned.text !== '' ? cleaned.text : 'x'
  })
const hashOrNot = fc.option(fc.nat(2 ** 31), { nil: undefined })
const unit: fc.Arbitrary<NewUnit> = fc.record({
  turn: fc.boolean(), textA: word, textB: word, level: fc.constantFrom('paragraph' as const, 'sentence' as const), before: hashOrNot, after: hashOrNot,
  saidBy: fc.option(word.map((text) => text.replace(/\s+/gu, ' ')), { nil: undefined }),
  saidAt: fc.option(fc.nat(4e9).map((seconds) => new Date(seconds * 1000).toISOString()), { nil: undefined }),
}).map(({ turn, ...one }) => ({ languageA: turn ? 'en' : 'uk', languageB: turn ? 'uk' : 'en', ...one }))
const key = ({ languageA, textA, textB, before, after }: NewUnit) =>
  JSON.stringify([...languageA === 'en' ? [textA, textB] : [textB, textA], before, after])

for (const [name, open] of Object.entries(databases)) {
  describe(`files in the memory, on ${name}`, () => {
    let db: Db
    let world: World
    const bring = (text: readonly string[], file = 'old.tmx') => bringImport(db, world.ed, { name: file, pieces: piecesOf(text), languages: LANGUAGES })
    const add = async (text: readonly string[], file?: string) => {
      const { id, units } = await bring(text, file)
      await addImport(db, world.ed, id, units)
      return id
    }
    const known = async (text: string) => (await findMatches(db, { text, from: 'en', to: 'uk', limit: 5 })).map(({ target }) => target)
    const rows = async () => {
      const all = await db.selectFrom('memory_unit').selectAll().where('import_id', 'is not', null).orderBy('id').execute()
      return all.map(({ id: _, import_id: _import, ...row }) => row)
    }
    const left = async () => {
      await syncMemory(db)
      return [await rows(), await db.selectFrom('memory_import').select('id').execute()]
    }
    const acts = async () => (await db.selectFrom('ledger').select(['act', 'details']).where('act', 'like', 'memory.%').orderBy('number').execute())
      .map(({ act, details }) => `${act} ${details}`)

    before(async () => {
      db = await open()
      world = await newWorld(db)
    })
    after(() => db.destroy())

    it('are offered when somebody says so, and no more when they are removed', async () => {
      const { id, units, twice } = await bring(tmx(['A red door', 'Червоні двері'], ['A red door', 'Червоні двері'], ['A gate', 'Брама']))
      assert.deepEqual([units, twice, await known('A red door'), await acts()], [2, 1, [], []])
      await assert.rejects(addImport(db, world.ed, id, 3), { code: 'moved_on' })
      await addImport(db, world.ed, id, 2)
      assert.deepEqual(await known('A red door'), ['Червоні двері'])
      await assert.rejects(addImport(db, world.ed, id, 2), { code: 'moved_on' })
      await assert.rejects(discardImport(db, world.ed, id), { code: 'moved_on' })
      assert.deepEqual((await listImports(db, { limit: 5 })).map(({ name: file, byName, state }) => [file, byName, state]), [['old.tmx', 'Ed', 'ready']])
      await removeImport(db, world.admin, id)
      assert.deepEqual([await known('A red door'), await listImports(db, { limit: 5 })], [[], []])
      await assert.rejects(removeImport(db, world.admin, id), { code: 'not_found' })
      assert.deepEqual(await acts(), ['memory.imported {"name":"old.tmx","units":2}', 'memory.import_removed {"name":"old.tmx","units":2}'])
      assert.deepEqual(await left(), [[], []])
    })

    it('are brought in and removed by nobody without the right', async () => {
      const { id, units } = await bring(tmx(['A', 'Б']))
      for (const nobody of [world.ada, world.rev]) {
        await assert.rejects(bringImport(db, nobody, { name: 'x', pieces: piecesOf(tmx(['A', 'Б'])), languages: LANGUAGES }), { code: 'forbidden' })
        await assert.rejects(addImport(db, nobody, id, units), { code: 'forbidden' })
        await assert.rejects(discardImport(db, nobody, id), { code: 'forbidden' })
        await assert.rejects(removeImport(db, nobody, id), { code: 'forbidden' })
      }
      await discardImport(db, world.ed, id)
      assert.deepEqual(await left(), [[], []])
    })

    it('leave nothing behind when they are broken at the end', async () => {
      const many = Array.from({ length: 2500 }, (_, at): [string, string] => [`Door ${at}`, `Двері ${at}`])
      await assert.rejects(bring(tmx(...many).slice(0, -1)), (error) => error instanceof RefusedTmx && error.fault === 'xml')
      assert.deepEqual(await left(), [[], []])
      const { id, units } = await bring(tmx(...many))
      assert.deepEqual([units, (await rows()).length], [2500, 2500])
      await discardImport(db, world.ed, id)
      assert.deepEqual(await left(), [[], []])
    })

    it('go when whoever read them left half-way, and not before', async () => {
      const id = await transact(db, async (tx) => {
        const id = await insertImport(tx, 'left.tmx', world.ed.id)
        await insertUnits(tx, id, [{ languageA: 'en', textA: 'Left', languageB: 'uk', textB: 'Лишене', level: 'paragraph' }])
        return id
      })
      await syncMemory(db)
      assert.equal((await rows()).length, 1)
      await db.updateTable('memory_import').set({ at: new Date(Date.now() - 1000).toISOString() }).where('id', '=', id).execute()
      assert.deepEqual(await left(), [[], []])
      await assert.rejects(addImport(db, world.ed, id, 1), { code: 'not_found' })
    })

    it('stop coming when somebody discards them meanwhile', async () => {
      const many = Array.from({ length: 3000 }, (_, at): [string, string] => [`Door ${at}`, `Двері ${at}`])
      const pieces = async function* () {
        let at = 0
        for (const piece of tmx(...many)) {
          if (at++ === 2500) for (const { id } of await listImports(db, { limit: 5 })) await discardImport(db, world.ed, id)
          yield Buffer.from(piece)
        }
      }
      await assert.rejects(bringImport(db, world.ed, { name: 'x', pieces: pieces(), languages: LANGUAGES }), { code: 'moved_on' })
      assert.deepEqual(await left(), [[], []])
    })

    it('come back as they were when the memory is written out and read again', async () => {
      await fc.assert(fc.asyncProperty(fc.uniqueArray(unit, { selector: key, minLength: 1, maxLength: 8 }), async (units) => {
        const id = await transact(db, async (tx) => {
          const id = await insertImport(tx, 'first', world.ed.id)
          await insertUnits(tx, id, units)
          await finishImport(tx, id)
          return id
        })
        const stored = await rows()
        const written = await Array.fromAsync(writeTmx(db, { language: 'uk' }))
        assert.deepEqual(faultsIn(written.join('')), [])
        assert.deepEqual(await Array.fromAsync(writeTmx(db, { language: 'uk' })), written)
        await removeImport(db, world.ed, id)
        await syncMemory(db)
        const again = await add(written)
        assert.deepEqual(await rows(), stored)
        await removeImport(db, world.ed, again)
        await syncMemory(db)
      }), { numRuns: 25 })
    })

    it('are written out together with what was approved, in two languages where these are named', async () => {
      const { article } = await newArticle(world, 'en', ['The *quiet* bridge'])
      await translateAll(world, { article, source: 'en', language: 'uk' }, ['*Тихий* міст & «ріка»'])
      const id = await add(['<tmx><body><tu><tuv xml:lang="en"><seg>Gate</seg></tuv><tuv xml:lang="uk"><seg>Брама</seg></tuv></tu></body></tmx>'])
      const written = async (pair?: readonly [string, string]) => {
        const root = parseXml((await Array.fromAsync(writeTmx(db, { language: 'uk', pair }))).join(''))
        return childrenOf(childrenOf(root, 'body')[0], 'tu').map((tu) => childrenOf(tu, 'tuv').map((tuv) =>
          [tuv.attributes['xml:lang'], childrenOf(tuv, 'seg')[0]?.text, tuv.attributes['changeid']].join(' ')))
      }
      const all = [['en The *quiet* bridge ', 'uk *Тихий* міст & «ріка» Rev'], ['en Gate ', 'uk Брама ']]
      assert.deepEqual((await written()).toSorted(), all.toSorted())
      assert.deepEqual((await written(['uk', 'en'])).toSorted(), all.toSorted())
      assert.deepEqual(await written(['uk', 'pl']), [])
      await removeImport(db, world.ed, id)
      assert.deepEqual(await written(), [all[0]])
    })
  })
}
