import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { newArticle, newWorld, translateAll } from '../../test/world.ts'
import { migrate } from '../db/migrate.ts'
import { openDb } from '../db/open.ts'
import type { Db } from '../db/schema.ts'

const PROGRAM = path.resolve(import.meta.dirname, '../../scripts/zvirka.js')

const head = '<?xml version="1.0"?>\n<tmx version="1.4"><header srclang="en" segtype="paragraph"/><body>\n'
const unit = (at: number | string) => `<tu><tuv xml:lang="en"><seg>Door number ${at}</seg></tuv><tuv xml:lang="uk"><seg>Двері номер ${at}</seg></tuv></tu>\n`
const tail = '</body></tmx>\n'

describe('the translation memory from the command line', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'zvirka-cli-memory-'))
  const file = path.join(folder, 'doors.tmx')
  let db: Db
  before(async () => {
    db = await openDb(path.join(folder, 'zvirka.db'))
    await migrate(db)
    const world = await newWorld(db)
    const { article } = await newArticle(world, 'en', ['The quiet bridge', 'It rained for a hundred years.'])
    await translateAll(world, { article, source: 'en', language: 'uk' }, ['Тихий міст', 'Дощило сто років.'])
    writeFileSync(file, head + unit(1) + unit(2) + unit(2) + tail)
  })
  after(async () => {
    await db.destroy()
    rmSync(folder, { recursive: true, force: true })
  })

  function start(...args: string[]) {
    return spawn(process.execPath, [PROGRAM, ...args], { env: { ...process.env, DATA_DIR: folder, ZVIRKA_LANGUAGE: 'en', NODE_NO_WARNINGS: '1' } })
  }

  const zvirka = (...args: string[]) => run('memory', ...args)
  async function run(...args: string[]): Promise<{ status: number | null; out: string; err: string }> {
    const child = start(...args)
    let [out, err] = ['', '']
    child.stdout.on('data', (some: Buffer) => { out += some.toString() })
    child.stderr.on('data', (some: Buffer) => { err += some.toString() })
    return new Promise((resolve) => child.on('close', (status) => resolve({ status, out, err })))
  }

  const known = async (text: string): Promise<unknown> => JSON.parse((await zvirka('search', text, '--from', 'en', '--to', 'uk', '--json')).out)
  const imports = () => db.selectFrom('memory_import').select(['id', 'name', 'state', 'units']).orderBy('id').execute()

  it('tells what was approved for a text, best first', async () => {
    assert.deepEqual(await known('It rained for two hundred years.'), [
      { score: 90, source: 'It rained for a hundred years.', target: 'Дощило сто років.', kind: 'fuzzy' },
    ])
    const { out } = await zvirka('search', 'The quiet bridge', '--from', 'en', '--to', 'uk', '--limit', '1')
    assert.equal(out, '100\tThe quiet bridge\tТихий міст\n')
  })

  it('says what is in a file, brings it in, and removes it', async () => {
    const dry = await zvirka('import', file, '--dry-run')
    assert.deepEqual(dry, { status: 0, err: '', out:
      'en – uk: 2 pairs\n1 pair is in the file more than once and comes in once.\n2 pairs would be added. Nothing was stored.\n' })
    assert.deepEqual([await imports(), await known('Door number 2')], [[], []])
    const told = JSON.parse((await zvirka('import', file, '--name', 'Двері', '--json')).out) as { import: string; units: number; twice: number }
    assert.deepEqual([told.units, told.twice], [2, 1])
    assert.deepEqual((await known('Door number 2') as { target: string }[])[0]?.target, 'Двері номер 2')
    assert.match((await zvirka('imports')).out, new RegExp(`^${told.import}\tДвері\t2 pairs\tEd\t20`))
    assert.equal((await zvirka('remove', told.import, '--dry-run')).out, 'Двері: 2 pairs would be removed. Nothing was done.\n')
    const unsaid = await zvirka('remove', told.import)
    assert.deepEqual([unsaid.status, unsaid.err], [1, 'Nothing was removed. Add `--yes` if it is meant.\n'])
    assert.equal((await imports()).length, 1)
    assert.equal((await zvirka('remove', told.import, '--yes')).out, 'Двері: 2 pairs were removed.\n')
    assert.deepEqual([await imports(), await known('Door number 2')], [[], []])
  })

  it('is written to a file that is there when it is whole, and read again', async () => {
    const out = path.join(folder, 'out.tmx')
    assert.equal((await zvirka('export', '--from', 'en', '--to', 'uk', '--output', out)).status, 0)
    const text = readFileSync(out, 'utf8')
    assert.match(text, /<header [^>]*srclang="en"[\s\S]*<seg>The quiet bridge<\/seg>[\s\S]*changeid="Rev"><seg>Тихий міст<\/seg>/)
    assert.equal((await zvirka('export', '--from', 'uk', '--to', 'en')).out, text.replace('srclang="en" datatype', 'srclang="uk" datatype'))
    assert.ok(!existsSync(`${out}.part`))
    assert.match((await zvirka('import', out, '--dry-run')).out, /pairs would be added/)
  })

  it('leaves nothing of a file that was being read when the command was killed', async () => {
    const large = path.join(folder, 'large.tmx')
    writeFileSync(large, head + Array.from({ length: 200_000 }, (_, at) => unit(at)).join('') + tail)
    const child = start('memory', 'import', large)
    const killed = new Promise((resolve) => child.on('close', (_, signal) => resolve(signal)))
    while (!(await imports()).some(({ units }) => units > 0)) await new Promise(setImmediate)
    child.kill('SIGKILL')
    assert.equal(await killed, 'SIGKILL')
    const [left] = await imports()
    assert.deepEqual([left?.name, left?.state], ['large.tmx', 'coming'])
    assert.match((await zvirka('imports')).out, /\tlarge\.tmx\t[\d,]+ pairs\tEd\tnot added yet\n/)
    assert.deepEqual(await known('Door number 7'), [])
    // As if a minute had passed, in which nobody went on with it.
    await db.updateTable('memory_import').set({ at: new Date(Date.now() - 1000).toISOString() }).execute()
    assert.equal((await zvirka('import', file)).status, 0)
    assert.deepEqual((await imports()).map(({ name, units }) => [name, units]), [['doors.tmx', 2]])
    assert.equal((await db.selectFrom('memory_unit').select('id').where('import_id', 'is not', null).execute()).length, 2)
  })

  it('is verified, and what does not follow from decisions is named, with what makes it anew', async () => {
    const verify = () => run('verify')
    assert.equal((await verify()).status, 0)
    await db.updateTable('memory_unit').set({ text_b: 'Гучний міст' }).where('text_b', '=', 'Тихий міст').execute()
    const { status, err } = await verify()
    assert.equal(status, 1)
    assert.match(err, /^The translation memory does not follow from decisions: memory:\d+\. “zvirka memory rebuild” makes it anew\.\n$/)
    await zvirka('rebuild')
    assert.equal((await verify()).status, 0)
  })

  it('is made anew', async () => {
    assert.match((await zvirka('rebuild')).out, /^The memory is rebuilt: \d+ pairs\.\n$/)
    assert.deepEqual((await known('The quiet bridge') as { score: number }[])[0]?.score, 100)
  })

  const wrong: [args: string[], status: number, sentence: RegExp][] = [
    [['import', '/no/such.tmx'], 1, /no such file/], [['import', os.tmpdir()], 1, /no such file/], [['import'], 2, /./],
    [['import', file, '--by', 'nobody@example.org'], 1, /nobody@example.org/],
    [['search', 'x', '--from', 'en', '--to', 'xx'], 1, /“xx” is no language of the site\. Choose among: uk en/],
    [['search', 'x', '--from', 'en', '--to', 'uk', '--limit', '0'], 1, /from 1 to 100/], [['search', 'x', '--from', 'en'], 2, /--to/],
    [['export', '--from', 'en'], 1, /both languages/], [['export', '--output', '/no/such/out.tmx'], 1, /cannot be written/],
    [['remove', 'nothing', '--yes'], 1, /./],
  ]
  for (const [args, status, sentence] of wrong) {
    it(`refuses ${args.join(' ')}`, async () => {
      const answer = await zvirka(...args)
      assert.equal(answer.status, status)
      assert.match(answer.err, sentence)
    })
  }

  it('says where a file is broken, and takes in nothing of it', async () => {
    const bad = path.join(folder, 'bad.tmx')
    writeFileSync(bad, `${head}${unit(9)}<tu></tuv>`)
    const answer = await zvirka('import', bad)
    assert.deepEqual([answer.status, answer.err], [1, `${bad}: The file is damaged: it is not well-formed XML. Line 4, character 11. Nothing was added.\n`])
    assert.deepEqual((await imports()).filter(({ name, state }) => name === 'bad.tmx' && state !== 'going'), [])
    assert.ok(!JSON.stringify(await known('Door number 9')).includes('номер 9'))
  })
})
