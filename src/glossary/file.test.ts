import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { storedTerm } from '../../test/glossary.ts'
import { readCsv, writeCsv } from './csv.ts'
import { readTermFile } from './file.ts'
import { PARTS_OF_SPEECH, STATUSES, type GlossaryTerm, type Variant } from './model.ts'
import { writeTable } from './table.ts'
import { writeTbx } from './tbx.ts'

const CORPORA = new URL('../../../shared/corpora/files/tbx/', import.meta.url)
const LANGUAGES = ['uk', 'en']

function read(source: string): string {
  const file = readTermFile(source, LANGUAGES)
  if ('fault' in file) return file.line === null ? file.fault : `${file.fault} ${file.line}`
  return file.terms.map(({ content }) => content.variants.map(({ language, text, status }) => `${language} ${text} ${status}`).join(', ')).join('; ')
}

const entry = (inner: string) => `<martif type="TBX"><text><body><termEntry id="c1">${inner}</termEntry></body></text></martif>`
const word = (language: string, inner: string) => `<langSet xml:lang="${language}"><tig>${inner}</tig></langSet>`

describe('a file of terms', () => {
  const cases: [what: string, source: string, expected: string][] = [
    ['is a table of languages', 'en,uk\nally,союзник\nhub,осередок\n', 'en ally preferred, uk союзник preferred; en hub preferred, uk осередок preferred'],
    ['may have semicolons, as tables from offices have', 'en;uk\r\nally;союзник\r\n', 'en ally preferred, uk союзник preferred'],
    ['may have lines within a cell, which a word has not', 'en,uk\n"a close\nally",союзник\n', 'en a close ally preferred, uk союзник preferred'],
    ['may leave a word out', 'uk,en\nосередок,\n', 'uk осередок preferred'],
    ['may have commas in quotation marks', 'en,uk\n"ally, close","союзник ""наш"""\n', 'en ally, close preferred, uk союзник "наш" preferred'],
    ['is a table of words', 'term,language,text,status\n1,en,ally,\n1,uk,спільник,forbidden\n1,uk,союзник,preferred\n',
      'en ally preferred, uk спільник forbidden, uk союзник preferred'],
    ['is TBX of 2008', entry(word('en', '<term>ally</term>') + word('uk-UA', '<term>союзник</term><termNote type="administrativeStatus">admittedTerm-admn-sts</termNote>')),
      'en ally preferred, uk союзник allowed'],
    ['is TBX of 2019', '<tbx type="TBX-Basic" style="dca" xmlns="urn:iso:std:iso:30042:ed-2"><text><body><conceptEntry id="c"><langSec xml:lang="en"><termSec><term>ally</term></termSec></langSec></conceptEntry></body></text></tbx>',
      'en ally preferred'],
    ['may have marks inside a term', entry(word('en', '<term>a <hi>close</hi> ally</term>')), 'en a close ally preferred'],
    ['leaves out languages that the site has not', entry(word('de', '<term>Haus</term>') + word('en', '<term>house</term>')), 'en house preferred'],
    ['that has no word of the site’s languages is refused', entry(word('de', '<term>Haus</term>')), 'language'],
    ['without terms is refused', 'en,uk\n', 'empty'],
    ['of other columns is refused', 'name,age\nAda,3\n', 'columns 1'],
    ['with too long a row is refused', 'en,uk\na,б\nc,d,e\n', 'columns 3'],
    ['with an open quotation mark is refused', 'en,uk\n"ally,союзник\n', 'quotes 2'],
    ['with an unknown status is refused', 'term,language,text,status\n1,en,ally,best\n', 'value 2'],
    ['with too long a definition is refused', `term,language,text,definition\n1,en,ally,${'x'.repeat(2001)}\n`, 'value 2'],
    ['with a word twice is refused', 'term,language,text\n1,en,ally\n1,en,ally\n', 'term 2'],
    ['that is another XML is refused', '<html></html>', 'not_tbx 1'],
    ['that is no whole XML is refused', '<martif><text>', 'xml 1'],
    ['with an unknown entity is refused', entry(word('en', '<term>&x;</term>')), 'xml 1'],
    ['that makes entities is refused', '<!DOCTYPE martif [<!ENTITY a "b">]><martif></martif>', 'doctype 1'],
    ['that only names its DTD is read', `<!DOCTYPE martif SYSTEM "TBX.dtd">${entry(word('en', '<term>ally</term>'))}`, 'en ally preferred'],
    ['too deep is refused', `<martif>${'<x>'.repeat(5000)}`, 'too_deep 1'],
    ['with characters that no text may have is refused', 'en\na\u202eb\n', 'text'],
    ['with more terms than a file may have is refused', `en\n${Array.from({ length: 5001 }, (_, i) => `w${i}`).join('\n')}`, 'crowded 5002'],
  ]
  for (const [what, source, expected] of cases) it(what, () => assert.equal(read(source), expected))

  it('comes back as it went out, in both formats', () => {
    const line = fc.constantFrom('союзник', 'ally', '=1+1', '"a", b', "'лапки'", '@x', '-y', 'a; b', '<b>&amp;', 'обʼєкт')
    const variant = (language: string, at: number) => fc.record({
      language: fc.constant(language), text: line.map((text) => `${text} ${at}`), status: fc.constantFrom(...STATUSES.slice(1)), speech: fc.constantFrom(...PARTS_OF_SPEECH),
      note: line, rule: fc.constant('none' as const),
    }, { noNullPrototype: true })
    const term = fc.tuple(variant('uk', 1), variant('uk', 2), variant('en', 1), line, line, line, fc.constantFrom('term' as const, 'person' as const))
    fc.assert(fc.property(fc.array(term, { minLength: 1, maxLength: 4 }), (drawn) => {
      const terms = drawn.map(([a, b, c, domain, note, definition, kind], at): GlossaryTerm =>
        ({ ...storedTerm(String(at), []), kind, domain, note, variants: [a, b, c] satisfies Variant[], definitions: { uk: definition } }))
      const expected = terms.map(({ kind, domain, note, variants, definitions }) => ({ kind, domain, note, variants, definitions }))
      for (const written of [writeTable(terms), writeTbx(terms, 'uk')]) {
        const file = readTermFile(written, LANGUAGES)
        assert.deepEqual('terms' in file ? file.terms.map(({ content }) => content) : file, expected)
      }
    }))
  })

  it('is never taken for a formula by a program that opens tables', () => {
    const written = writeTable([storedTerm('1', [], { variants: [{ ...storedTerm('', ['en x']).variants[0] ?? assert.fail(), text: '=HYPERLINK("a")' }] })])
    assert.doesNotMatch(written, /(?:^|[,"\n])[=+@-]/)
    assert.match(written, /'=HYPERLINK/)
  })

  it('of a table gives back every cell', () => {
    fc.assert(fc.property(fc.array(fc.array(fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '=', "'", ' ', 'ї') }), { minLength: 2, maxLength: 3 }), { minLength: 1, maxLength: 5 }), (rows) => {
      const table = readCsv(writeCsv([['h1', 'h2', 'h3'], ...rows]))
      assert.deepEqual('rows' in table ? table.rows.slice(1).map(({ cells }) => cells) : table, rows.filter((cells) => cells.some((cell) => cell !== '')))
    }))
  })

  it('takes time by its length', () => {
    const started = process.cpuUsage()
    read(`en\n${'"a""'.repeat(100_000)}"`)
    read(`<martif>${'<a x="1">b</a>'.repeat(50_000)}</martif>`)
    const { user } = process.cpuUsage(started)
    assert.ok(user < 4_000_000, `${user}`)
  })
})

describe('real TBX files', { skip: !existsSync(CORPORA) && 'the shared corpora are not here' }, () => {
  for (const [name, words] of [['okapi__test01.tbx', 1], ['okapi__ibm_tbx.tbx', 6]] as const) {
    it(name, () => {
      const file = readTermFile(readFileSync(new URL(name, CORPORA), 'utf8'), LANGUAGES)
      const texts = 'terms' in file ? file.terms.flatMap(({ content }) => content.variants.map(({ text }) => text)) : []
      assert.ok(texts.length >= words && texts.every((text) => text !== ''), JSON.stringify(file))
    })
  }
})
