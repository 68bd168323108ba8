import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, describe, it } from 'node:test'
import { bridgeTerm } from '../../test/glossary.ts'
import { newWorld } from '../../test/world.ts'
import { migrate } from '../db/migrate.ts'
import { openDb } from '../db/open.ts'
import { addTerm } from '../glossary/actions.ts'
import { addWord } from '../words/actions.ts'

const PROGRAM = path.resolve(import.meta.dirname, '../../scripts/zvirka.js')
const VECTORS = path.resolve(import.meta.dirname, '../../../shared/corpora/kmu55/official_examples.tsv')
const EN_UK = ['check', '--from', 'en', '--to', 'uk']

const folder = mkdtempSync(path.join(os.tmpdir(), 'zvirka-check-'))
after(() => rmSync(folder, { recursive: true, force: true }))

interface Said { check: string; severity: string; message: string; start?: number; end?: number; suggestions?: string[] }

async function zvirka(args: readonly string[], { input = '', language = 'en', data = folder } = {}) {
  const env = { ...process.env, DATA_DIR: data, ZVIRKA_LANGUAGE: language, NODE_NO_WARNINGS: '1' }
  const child = spawn(process.execPath, [PROGRAM, ...args], { env })
  let [out, err] = ['', '']
  child.stdout.on('data', (some: Buffer) => { out += some.toString() })
  child.stderr.on('data', (some: Buffer) => { err += some.toString() })
  child.stdin.end(input)
  return new Promise<{ status: number | null; out: string; err: string }>((resolve) => child.on('close', (status) => resolve({ status, out, err })))
}

async function told(args: readonly string[], options: { language?: string; data?: string } = {}): Promise<Said[]> {
  const { status, out, err } = await zvirka([...args, '--json'], options)
  assert.equal(status, 0, err)
  return JSON.parse(out) as Said[]
}

describe('zvirka check', () => {
  const target = 'Дощ iде в Києві.'

  it('says what it found and where, and ends with 0', async () => {
    const [found, ...others] = await told([...EN_UK, '--source', 'It rains in Kyiv.', '--target', target])
    assert.ok(found)
    assert.equal(target.slice(found.start, found.end), 'iде')
    assert.deepEqual([others, Object.keys(found).slice(0, 5)], [[], ['check', 'severity', 'message', 'start', 'end']])
  })

  it('says it in the language of the terminal, and in words on a terminal', async () => {
    const pair = [...EN_UK, '--source', 'It rains in Kyiv.', '--target', target]
    const [english] = await told(pair)
    const [ukrainian] = await told(pair, { language: 'uk' })
    assert.notEqual(english?.message, ukrainian?.message)
    assert.ok((await zvirka(pair)).out.includes(`\t${english?.message}\tiде\n`))
  })

  it('names what nobody can see in a terminal, and shows code as words', async () => {
    const { out } = await zvirka([...EN_UK, '--source', 'Run `npm test`, she said, 10 km on.', '--target', 'Запустіть , мовить  вона, 11\u00a0км.'])
    for (const said of ['\tspace (U+0020)\n', '\tspace (U+0020) × 2\n', '\t11\u00a0км · no-break space (U+00A0)\n', 'The code “npm test” of']) assert.ok(out.includes(said), `${said}: ${out}`)
  })

  it('reads texts from files, with one end of line left out', async () => {
    writeFileSync(path.join(folder, 'source.txt'), 'It rains in Kyiv.\n')
    writeFileSync(path.join(folder, 'target.txt'), `${target}\n`)
    const [found, ...others] = await told([...EN_UK, '--source-file', path.join(folder, 'source.txt'), '--target-file', path.join(folder, 'target.txt')])
    assert.deepEqual([found?.start, others], [4, []])
  })

  it('looks at spelling when asked', async () => {
    const pair = ['check', '--from', 'uk', '--to', 'en', '--source', 'Йде дощ.', '--target', 'It rainz.']
    assert.deepEqual(await told(pair), [])
    const [found, ...others] = await told([...pair, '--spelling'])
    assert.deepEqual([found?.check, found?.start, found?.end, others], ['spelling', 3, 8, []])
    assert.ok(found?.suggestions?.includes('rains'))
  })

  it('finds nothing in a faithful pair, and makes no database for that', async () => {
    const pair = [...EN_UK, '--source', 'It rains in Kyiv.', '--target', 'У Києві дощ.']
    assert.deepEqual(await told(pair), [])
    assert.equal((await zvirka(pair)).out, 'Checks found nothing.\n')
    assert.ok(!existsSync(path.join(folder, 'zvirka.db')))
  })

  it('uses the glossary and the words of the site where there is a database', async () => {
    const own = mkdtempSync(path.join(folder, 'site-'))
    const db = await openDb(path.join(own, 'zvirka.db'))
    await migrate(db)
    const { rev } = await newWorld(db)
    await addTerm(db, rev, bridgeTerm())
    await addWord(db, rev, { language: 'en', word: 'rainz', note: '' })
    await db.destroy()
    const pair = ['check', '--from', 'uk', '--to', 'en', '--source', 'Йде дощ.', '--target', 'It rainz.', '--spelling']
    assert.deepEqual(await told(pair, { data: own }), [])
    const [source = '', target = ''] = ['The bridge is old.', 'Ось воно, дуже старе.']
    assert.deepEqual((await told([...EN_UK, '--source', source, '--target', target], { data: own })).map(({ check }) => check), ['terms'])
    assert.deepEqual(await told([...EN_UK, '--source', source, '--target', target]), [])
  })

  const refused: [what: string, args: string[], status: number][] = [
    ['without a translation', [...EN_UK, '--source', 'a'], 2],
    ['without an original', [...EN_UK, '--target', 'a'], 2],
    ['without languages', ['check', '--source', 'a', '--target', 'a'], 2],
    ['with a text and a file', [...EN_UK, '--source', 'a', '--target', 'a', '--target-file', 'a'], 1],
    ['with a file that is not there', [...EN_UK, '--source', 'a', '--target-file', path.join(folder, 'nowhere')], 1],
    ['with no language', ['check', '--from', 'english!', '--to', 'uk', '--source', 'a', '--target', 'a'], 1],
  ]
  for (const [what, args, expected] of refused) {
    it(`is refused ${what}`, async () => {
      const { status, out, err } = await zvirka(args, { language: 'uk' })
      assert.deepEqual([status, out], [expected, ''])
      assert.match(err, /\p{Script=Cyrillic}/u)
    })
  }
})

describe('zvirka transliterate', () => {
  it('reads standard input, line by line, where no text is given', async () => {
    assert.equal((await zvirka(['transliterate'], { input: 'Згурський\nЩастя, сімʼя\n' })).out, 'Zghurskyi\nShchastia, simia\n')
  })

  it('is exact on every official example', { skip: existsSync(VECTORS) ? false : 'the shared corpora are not here' }, async () => {
    const rows = readFileSync(VECTORS, 'utf8').split('\n').slice(1).filter(Boolean).map((line) => line.split('\t'))
    const { out, status } = await zvirka(['transliterate'], { input: rows.map(([ukrainian]) => `${ukrainian}\n`).join('') })
    assert.deepEqual([out, status], [rows.map(([, latin]) => `${latin}\n`).join(''), 0])
    assert.ok(rows.length > 70)
  })
})
