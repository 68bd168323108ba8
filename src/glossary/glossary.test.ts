import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { databases } from '../../test/databases.ts'
import { storedTerm, termOf } from '../../test/glossary.ts'
import { newWorld, type World } from '../../test/world.ts'
import { pairTerms } from '../checks/pair-terms.ts'
import type { Db } from '../db/schema.ts'
import { findLedgerFault } from '../ledger/store.ts'
import { addTerm, changeTerm, decideTerm } from './actions.ts'
import { finish } from '../text/terms.ts'
import { planningLoad } from './load.ts'
import { loadTerms, markInPieces, planInPieces } from './loading.ts'
import { entryOf, nameOf, type TermContent } from './model.ts'
import { readGlossary, readTerms } from './reading.ts'
import { findFaults } from './rules.ts'
import { searchTerms } from './search.ts'
import { findTerm, glossaryVersion } from './store.ts'

const fileOf = (...terms: string[][]) => terms.map((words) => ({ id: '', content: termOf(words) }))
const ANY = { kind: null, status: null, domain: null }

for (const [name, open] of Object.entries(databases)) {
  describe(`the glossary (${name})`, () => {
    let db: Db
    let world: World
    before(async () => {
      db = await open()
      world = await newWorld(db)
    })
    after(() => db.destroy())

    const acts = async (id: string) =>
      (await db.selectFrom('ledger').select('act').where('subject', '=', `term:${id}`).orderBy('number').execute()).map(({ act }) => act)

    it('keeps a term with all its words, as they were given', async () => {
      const content = termOf(['en ally noun', 'uk союзник', 'uk спільник forbidden'], { domain: 'Право', note: 'Так!', definitions: { uk: 'Держава, звʼязана договором.' } })
      const id = await addTerm(db, world.rev, content)
      const { variants, definitions, domain, note, isApproved, version } = await findTerm(db, id)
      assert.deepEqual({ kind: 'term', domain, note, variants, definitions }, content)
      assert.deepEqual([isApproved, version], [true, 1])
      assert.deepEqual(await acts(id), ['glossary.added'])
    })

    it('is read anew by whoever kept it only when its number has moved on', async () => {
      const [kept, number] = [await readGlossary(db), await glossaryVersion(db)]
      assert.equal(await readGlossary(db), kept)
      await addTerm(db, world.rev, termOf(['en hub', 'uk осередок']))
      assert.equal(await glossaryVersion(db), number + 1)
      assert.equal((await readGlossary(db)).length, kept.length + 1)
    })

    it('checks no text against what a translator proposed until somebody accepts it (P42)', async () => {
      const id = await addTerm(db, world.ada, termOf(['en treaty', 'uk договір']))
      assert.equal((await findTerm(db, id)).isApproved, false)
      const there = async () => (await readTerms(db, 'en', 'uk')).inOriginal('Two treaties.').length
      assert.equal(await there(), 0)
      await assert.rejects(decideTerm(db, world.ada, id, 1, 'approved'), { code: 'forbidden' })
      await decideTerm(db, world.rev, id, 1, 'approved')
      assert.equal(await there(), 1)
      assert.deepEqual(await acts(id), ['glossary.proposed', 'glossary.approved'])
    })

    it('finds a term with a capital letter in small ones too, and a name only with its own', async () => {
      const cases: [content: Partial<TermContent>, words: string[], found: boolean][] = [
        [{ kind: 'term' }, ['en Steering group', 'uk Робоча група'], true],
        [{ kind: 'organisation' }, ['en Steering group', 'uk Робоча група'], false],
        [{ kind: 'organisation' }, ['en Steering group noun', 'uk Робоча група noun'], true],
        [{ kind: 'person' }, ['en Nadiia', 'uk Надія'], false],
      ]
      for (const [more, words, found] of cases) {
        const term = storedTerm('t', words, more)
        const terms = pairTerms([entryOf(term)], 'en', 'uk')
        const [own = '', other = ''] = term.variants.map(({ text }) => text)
        assert.equal(terms.inOriginal(`The ${own.toLowerCase()} met.`).length, Number(found), words.join())
        assert.equal(terms.inTranslation(`Ось ${other.toLowerCase()}.`).length, Number(found), words.join())
        assert.equal(terms.inOriginal(`The ${own} met.`).length, 1)
      }
      const named = termOf(['en Hope', 'uk Надія'])
      const marked = { ...named, variants: named.variants.map((one) => ({ ...one, speech: 'properNoun' as const })) }
      const terms = pairTerms([entryOf({ ...storedTerm('t', []), ...marked })], 'en', 'uk')
      assert.deepEqual([terms.inTranslation('Є надія.').length, terms.inTranslation('Прийшла Надія.').length], [0, 1])
    })

    it('lets one of two changes win; the slower one is told', async () => {
      const id = await addTerm(db, world.rev, termOf(['en bridge', 'uk міст']))
      const answers = await Promise.all([
        changeTerm(db, world.rev, id, 1, termOf(['en bridge', 'uk місток'])), changeTerm(db, world.ed, id, 1, termOf(['en bridge', 'uk переправа'])),
      ])
      assert.deepEqual(answers.toSorted(), ['moved', 'saved'])
      assert.equal((await findTerm(db, id)).version, 2)
      assert.equal(await changeTerm(db, world.rev, id, 2, await findTerm(db, id)), 'unchanged')
    })

    it('removes a term, and brings it back as it was', async () => {
      const id = await addTerm(db, world.rev, termOf(['en river', 'uk річка']))
      await decideTerm(db, world.ed, id, 1, 'removed')
      assert.ok(!(await readGlossary(db)).some((term) => term.id === id))
      await assert.rejects(decideTerm(db, world.ed, id, 1, 'removed'), { code: 'moved_on' })
      assert.equal(await changeTerm(db, world.ed, id, 2, termOf(['en river'])), 'moved')
      await decideTerm(db, world.rev, id, 2, 'restored')
      assert.deepEqual((await readGlossary(db)).find((term) => term.id === id)?.variants.map(({ text }) => text), ['river', 'річка'])
      assert.deepEqual(await acts(id), ['glossary.added', 'glossary.removed', 'glossary.restored'])
    })

    it('is changed by nobody without the right', async () => {
      for (const person of [world.ada, world.tom, world.admin]) {
        const id = await addTerm(db, world.rev, termOf([`en word ${person.name}`]))
        await assert.rejects(changeTerm(db, person, id, 1, termOf(['en other'])), { code: 'forbidden' })
        await assert.rejects(loadTerms(db, person, fileOf(['en other']), null), { code: 'forbidden' })
      }
      await assert.rejects(addTerm(db, world.admin, termOf(['en other'])), { code: 'forbidden' })
    })

    it('takes a whole file or nothing of it', async () => {
      const before = (await readGlossary(db)).length
      await assert.rejects(loadTerms(db, world.ed, fileOf(['uk новий'], ['uk добре', 'uk добре']), null), { code: 'invalid' })
      assert.equal((await readGlossary(db)).length, before)
      const { added } = await loadTerms(db, world.ed, fileOf(['uk новий'], ['uk інший']), null)
      assert.deepEqual([added.length, (await readGlossary(db)).length], [2, before + 2])
      assert.equal(await findLedgerFault(db), null)
    })

    it('does nothing but what was shown of a file', async () => {
      const file = fileOf(['uk вежа', 'en tower'])
      const shown = await markInPieces(await planInPieces(await readGlossary(db), file))
      await addTerm(db, world.rev, termOf(['uk вежа', 'en tower', 'uk башта forbidden']))
      await assert.rejects(loadTerms(db, world.ed, file, shown), { code: 'moved_on' })
      const both = await Promise.all([1, 2].map(() => loadTerms(db, world.ed, fileOf(['uk дзвін']), null)))
      assert.deepEqual(both.map(({ added }) => added.length).toSorted(), [0, 1])
    })
  })
}

describe('a term', () => {
  const latin = (text: string, rule: 'kmu55' | 'exception', note = '') => ({ language: 'en', text, status: 'preferred' as const, speech: '' as const, note, rule })
  const cases: [what: string, content: Parameters<typeof findFaults>[0], faults: string[]][] = [
    ['has a word', termOf([]), ['nothing']],
    ['has no word twice, however it is typed', termOf(['uk обʼєкт', 'uk обєкт allowed']), ['twice']],
    ['has one preferred word in a language', termOf(['uk міст', 'uk переправа']), ['two_preferred']],
    ['may have one in each', termOf(['uk міст', 'en bridge']), []],
    ['that is an exception says why', termOf(['uk Софія'], { variants: [...termOf(['uk Софія']).variants, latin('Sophia', 'exception')] }), ['reason']],
    ['… and then may be spelt so', termOf([], { variants: [...termOf(['uk Софія']).variants, latin('Sophia', 'exception', 'own spelling')] }), []],
    ['spelt by the resolution is', termOf([], { variants: [...termOf(['uk Знамʼянка']).variants, latin('Znamianka', 'kmu55')] }), []],
    ['not spelt by the resolution is not', termOf([], { variants: [...termOf(['uk Київ']).variants, latin('Kiev', 'kmu55')] }), ['romanized']],
  ]
  for (const [what, content, faults] of cases) it(what, () => assert.deepEqual(findFaults(content).map(({ fault }) => fault), faults))

  it('is called by its best word in the language, else in another', () => {
    const term = termOf(['en ally', 'uk спільник forbidden', 'uk союзник'])
    assert.equal(nameOf(term, 'uk').text, 'союзник')
    assert.equal(nameOf(term, 'pl').text, 'ally')
  })
})

describe('looking for terms', () => {
  const terms = [
    storedTerm('1', ['en ally', 'uk союзник', 'uk спільник forbidden']), storedTerm('2', ['en national resilience', 'uk національна стійкість'], { domain: 'Безпека' }),
    storedTerm('3', ['uk Київ'], { kind: 'place', isApproved: false }),
  ]
  const found = (wanted: Partial<Parameters<typeof searchTerms>[1]>) => searchTerms(terms, { ...ANY, query: '', ...wanted }).map(({ id }) => id).join()
  const cases: [string, Parameters<typeof found>[0], string][] = [
    ['any form of a word', { query: 'союзників' }, '1'], ['any case', { query: 'КИЄВА' }, '3'], ['the beginning of a word', { query: 'стій' }, '2'],
    ['every word, in any order', { query: 'resilience national' }, '2'], ['nothing that is not there', { query: 'ally resilience' }, ''],
    ['a kind', { kind: 'place' }, '3'], ['what is proposed', { status: 'proposed' }, '3'], ['what is to be avoided', { status: 'forbidden' }, '1'],
    ['a field', { domain: 'Безпека' }, '2'], ['all of them', {}, '1,2,3'],
  ]
  for (const [what, wanted, ids] of cases) it(`finds ${what}`, () => assert.equal(found(wanted), ids))
})

describe('what a file would do', () => {
  const here = [storedTerm('a', ['en ally', 'uk союзник']), storedTerm('b', ['en hub', 'uk осередок'])]
  const plan = (...file: [id: string, words: string[]][]) => {
    const { added, changed, same } = finish(planningLoad(here, file.map(([id, words]) => ({ id, content: termOf(words) }))))
    return [added.length, changed.map(({ term, content }) => `${term.id}: ${content.variants.map(({ text }) => text).join(' ')}`).join('; '), same]
  }
  it('is nothing for what is here already', () => assert.deepEqual(plan(['a', ['en ally', 'uk союзник']], ['', ['en hub']]), [0, '', 2]))
  it('is to put a term in the place of the one with its id', () => assert.deepEqual(plan(['a', ['en ally', 'uk друг']]), [0, 'a: ally друг', 0]))
  it('is to add words to the one with the same preferred words', () =>
    assert.deepEqual(plan(['x', ['en hub', 'uk осередок', 'uk хаб allowed']]), [0, 'b: hub осередок хаб', 0]))
  it('is a new term where the preferred words differ in a language', () => assert.deepEqual(plan(['', ['en hub', 'uk вузол']]), [1, '', 0]))
  it('is to add a term once that the file has twice', () => assert.deepEqual(plan(['', ['en new']], ['', ['en new']]), [1, '', 1]))
})
