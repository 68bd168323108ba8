import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { readTmx, RefusedTmx, type Incoming } from './incoming.ts'
import type { NewUnit } from './model.ts'

const LANGUAGES = ['uk', 'en']
const CORPORA = new URL('../../../shared/corpora/', import.meta.url)

interface Read extends Incoming { all: NewUnit[] }

async function read(file: string | Uint8Array, size = 7, languages = LANGUAGES): Promise<Read> {
  const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file
  const all: NewUnit[] = []
  const incoming = await readTmx(piecesOf(bytes, size), languages, (units) => {
    all.push(...units)
    return Promise.resolve()
  })
  return { ...incoming, all }
}

async function* piecesOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size)
}

async function fault(file: string | Uint8Array, size?: number): Promise<string> {
  try {
    await read(file, size)
  } catch (error) {
    if (!(error instanceof RefusedTmx)) throw error
    return [error.fault, ...error.place ? [`${error.place.line}:${error.place.column}`] : []].join(' ')
  }
  return 'read'
}

const tuv = (language: string, seg: string, more = '') => `<tuv xml:lang="${language}"${more}><seg>${seg}</seg></tuv>`
const tmx = (body: string, header = 'srclang="en"') => `<?xml version="1.0"?>\n<tmx version="1.4"><header ${header}/><body>${body}</body></tmx>`
const pair = (seg: string, other = 'Є') => tmx(`<tu>${tuv('en', seg)}${tuv('uk', other)}</tu>`)

describe('a TMX file', () => {
  it('gives pairs of texts with who wrote the translation, and when', async () => {
    const { all } = await read(tmx(`<tu creationdate="20200102T030405Z" creationid="Ada"><note>n</note>
      ${tuv('en-US', 'A bridge')}${tuv('UK', ' Міст ', ' changedate="20210102T030405Z" changeid="Боб"')}</tu><tu>${tuv('uk', 'Ріка')}${tuv('en', 'A river')}</tu>`))
    const told = all.map(({ languageA, textA, languageB, textB, saidBy, saidAt }) => [languageA, textA, languageB, textB, saidBy, saidAt])
    assert.deepEqual(told, [
      ['en', 'A bridge', 'uk', 'Міст', 'Боб', '2021-01-02T03:04:05.000Z'], ['en', 'A river', 'uk', 'Ріка', undefined, undefined],
    ])
  })

  const levels: [header: string, unit: string, level: string][] = [
    ['segtype="sentence"', '', 'sentence'], ['segtype="block"', '', 'paragraph'], ['', '', 'paragraph'],
    ['segtype="sentence"', ' segtype="paragraph"', 'paragraph'],
  ]
  for (const [header, unit, level] of levels) {
    it(`has ${level}s where it says ${header}${unit}`, async () => {
      assert.equal((await read(tmx(`<tu${unit}>${tuv('en', 'A')}${tuv('uk', 'Б')}</tu>`, header))).all[0]?.level, level)
    })
  }

  it('pairs the source with each translation, and each with each where it names no source', async () => {
    const body = `<tu>${tuv('uk', 'один')}${tuv('en', 'one')}${tuv('en', 'a')}</tu>`
    const pairs = async (header: string) => (await read(tmx(body, header))).all.map(({ textA, textB }) => `${textA} ${textB}`)
    assert.deepEqual(await pairs('srclang="en"'), ['one один'])
    assert.deepEqual((await pairs('srclang="*all*"')).toSorted(), ['один a', 'один one'])
    assert.deepEqual(await pairs('srclang="fr"'), await pairs('srclang="*all*"'))
  })

  const segments: [what: string, seg: string, text: string][] = [
    ['bold and italic as marks', '<bpt i="1" type="bold">&lt;b></bpt>A <bpt i="2" type="italic"/> B<ept i="2"/><ept i="1">&lt;/b></ept>.', '**A *B***.'],
    ['what overlaps', '<bpt i="1" type="bold"/>A<bpt i="2" type="italic"/>B<ept i="1"/>C<ept i="2"/>', '**A*B**C*'],
    ['other pairs without their codes', '<bpt i="1" type="color">x</bpt>A<ept i="1">y</ept> B', 'A B'],
    ['pairs without words', 'A<bpt i="1" type="bold"/> <ept i="1"/>B', 'A B'],
    ['a pair that nothing ends', 'A<bpt i="1" type="bold"/>B', 'AB'],
    ['words that are set off', 'Now <hi type="term">start</hi> it', 'Now start it'],
    ['codes, with what stands in them', 'A<ph x="1">&lt;img alt="<sub>B</sub>"></ph><it pos="begin">&lt;i></it><ut>{</ut>C', 'AC'],
    ['one space where a code stood between two', 'Click <ph x="1"/> to start', 'Click to start'],
    ['signs of XML', 'A &amp; B &lt;c> &#x2014;', 'A & B <c> —'],
  ]
  for (const [what, seg, text] of segments) it(`gives ${what}`, async () => assert.equal((await read(pair(seg))).all[0]?.textA, text))

  it('knows the neighbours of a text, as other programs write them and as this one does', async () => {
    const props = '<prop type="prev">Before.</prop><prop type="x-after-hash">281474976710655</prop><prop type="x-before-hash">no</prop>'
    const { all: [unit] } = await read(tmx(`<tu>${props}${tuv('en', 'A')}${tuv('uk', 'Б')}</tu>`))
    assert.deepEqual([unit?.before, unit?.after], ['Before.', 281474976710655])
  })

  it('counts what it leaves out', async () => {
    const bodies = [
      tuv('en', 'A') + tuv('uk', 'Б'), tuv('en', 'A') + tuv('uk', 'Б'), tuv('uk', 'Б') + tuv('en', 'A'), tuv('en', 'A') + tuv('fr', 'B') + tuv('PL', 'C'),
      tuv('en', 'A') + tuv('en', 'B'), tuv('en', 'A') + tuv('uk', ' '), tuv('en', 'A') + tuv('uk', '\u202eБ'), tuv('en', 'x'.repeat(60_000)) + tuv('uk', 'Б'),
    ]
    const { read: count, units, twice, foreign, unusable, unknown, pairs } = await read(tmx(bodies.map((body) => `<tu>${body}</tu>`).join('')), 4000)
    assert.deepEqual({ count, units, twice, foreign, unusable }, { count: 8, units: 1, twice: 2, foreign: 2, unusable: 3 })
    assert.deepEqual([[...unknown], pairs], [[['fr', 1], ['pl', 1]], [{ from: 'en', to: 'uk', units: 1 }]])
  })

  const text = pair('A “bridge” 🌉', 'Міст')
  const encodings: [what: string, bytes: Uint8Array][] = [
    ['UTF-8 with a mark', Buffer.concat([Buffer.from('\ufeff'), Buffer.from(text)])],
    ['UTF-16, the low byte first', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 without a mark', Buffer.from(text, 'utf16le')],
    ['UTF-16, the high byte first', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['what says UTF-16 and is UTF-8', Buffer.from(text.replace('"1.0"', '"1.0" encoding="UTF-16"'))],
  ]
  for (const [what, bytes] of encodings) {
    it(`is read in ${what}`, async () => {
      for (const size of [1, 100_000]) assert.deepEqual((await read(bytes, size)).all.map(({ textA, textB }) => [textA, textB]), [['A “bridge” 🌉', 'Міст']])
    })
  }

  it('is read in an old encoding that it names', async () => {
    const bytes = Buffer.from(pair('A', 'xxxx').replace('"1.0"', '"1.0" encoding="windows-1251"'), 'latin1')
    bytes.set([0xcc, 0xb3, 0xf1, 0xf2], bytes.indexOf('xxxx'))
    assert.equal((await read(bytes)).all[0]?.textB, 'Міст')
  })

  const laughs = `<!DOCTYPE tmx [<!ENTITY a "ha">${Array.from({ length: 9 }, (_, at) => `<!ENTITY a${at} "${'&a;'.repeat(10)}">`).join('')}]>`
  const refused: [what: string, file: string | Uint8Array, fault: string][] = [
    ['breaks off', pair('A').slice(0, -8), 'xml 2:136'],
    ['is broken', tmx(`<tu>${tuv('en', 'A')}\n<tuv>oops</tu>`), 'xml 3:15'],
    ['is another document', '<html><body/></html>', 'root 1:7'],
    ['is no document', 'en\tuk\nA\tБ\n', 'xml 3:1'],
    ['is empty', '', 'xml 1:1'],
    ['has no pair for this site', tmx(`<tu>${tuv('fr', 'A')}${tuv('de', 'B')}</tu>`), 'nothing'],
    ['has signs that are no UTF-8', Buffer.from([...Buffer.from('<tmx>'), 0xff, 0xfe, 0xfd]), 'encoding'],
    ['is in an encoding of nobody’s', '<?xml version="1.0" encoding="EBCDIC-XY"?><tmx/>', 'encoding'],
    ['makes entities of entities', `<?xml version="1.0"?>${laughs}<tmx>&a9;</tmx>`, 'doctype 1:460'],
    ['asks for a file of the machine', '<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/hostname">]><tmx>&x;</tmx>', 'doctype 1:59'],
    ['is nested deep', `<tmx>${'<a>'.repeat(20_000)}`, 'too_deep 1:78'],
    ['has too many texts in one unit', tmx(`<tu>${tuv('en', 'A').repeat(2000)}</tu>`), 'too_long 2:7471'],
  ]
  for (const [what, file, said] of refused) it(`is refused where it ${what}`, async () => assert.equal(await fault(file, 4096), said))

  it('is refused in little memory where an attribute has no end', async () => {
    const used = () => { globalThis.gc?.(); return process.memoryUsage().rss }
    const before = used()
    let sent = 0
    const endless = async function* () {
      yield Buffer.from('<tmx version="')
      for (; sent < 100 << 20; sent += 65_536) yield Buffer.alloc(65_536, 'x')
    }
    await assert.rejects(readTmx(endless(), LANGUAGES, () => Promise.resolve()), (error) => error instanceof RefusedTmx && error.fault === 'too_long')
    assert.ok(sent < 2 << 20, String(sent))
    assert.ok(used() - before < 100 << 20)
  })

  it('never takes a name of an attribute or a language for a property of its own', async () => {
    const odd = '<prop type="__proto__">x</prop><prop type="constructor">y</prop>'
    const { all } = await read(tmx(`<tu __proto__="x">${odd}${tuv('__proto__', 'A')}${tuv('en', 'A')}${tuv('uk', 'Б')}</tu>`))
    assert.equal(all.length, 1)
    assert.equal(({} as Record<string, unknown>)['x'], undefined)
  })
})

describe('TMX files of other programs', { skip: !existsSync(CORPORA) && 'the shared corpora are not here' }, () => {
  const files: [file: string, languages: string[], units: number, first: string][] = [
    ['files/tmx/okapi__ImportTest2A.tmx', ['en', 'fr'], 7, 'The big **black** cat sleeps. / Le gros chat **noir** dors.'],
    ['files/tmx/okapi__a_small_test2.tmx', ['en', 'fr'], 1, '**Click to start.** / **Cliquez pour commencer.**'],
    ['files/tmx/okapi__header_with_prop_and_note.tmx', ['en', 'fr'], 1, '**Click to start.** / **Cliquez pour commencer.**'],
    ['files/tmx/okapi__sampleTMX2.tmx', ['en', 'fr'], 2, 'data (with a non-standard character: \uf8ff). / données (avec un caractère non standard: \uf8ff).'],
    ['files/tmx/pontoon__valid_entries.tmx', ['en', 'sl'], 4, 'source string / translation'],
    ['tm/en-uk-5k.tmx', ['en', 'uk'], 5000,
      '**Better SEO**: the search engine crawlers will directly see the fully rendered page. / '
      + '**Краща SEO**: сканери пошукової системи безпосередньо побачать повністю рендерину сторінку.'],
  ]
  for (const [file, languages, units, first] of files) {
    it(`are read: ${file}`, async () => {
      const { all, read: count, foreign, unusable } = await read(readFileSync(new URL(file, CORPORA)), 4096, languages)
      assert.deepEqual([all.length, `${all[0]?.textA} / ${all[0]?.textB}`, foreign, unusable], [units, first, 0, 0], String(count))
    })
  }
  it('are refused where there is nothing in them', async () => {
    assert.equal(await fault(readFileSync(new URL('files/tmx/pontoon__no_entries.tmx', CORPORA))), 'nothing')
  })
})
