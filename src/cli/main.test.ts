import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import Sqlite from 'better-sqlite3'
import { picture } from '../../test/pictures.ts'

const PROGRAM = path.resolve(import.meta.dirname, '../../scripts/zvirka.js')
const ESSAY = path.resolve(import.meta.dirname, '../../scripts/demo/essays/night-trains.en.txt')
const SEED = path.resolve(import.meta.dirname, '../../../shared/seed/security-guarantees.txt')

const ESSAY_UK = `---
автор: Олена
дата: 2025-12-10
вид: есей
теми: [міста]
layout: post
---

# Місто

Дощ ішов *до ранку*, і місто стояло тихе, мов його й не було.

![Міст уночі](mist.png "Міст")
`

let folder = ''
before(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'zvirka-cli-'))
  mkdirSync(path.join(folder, 'essay'))
  writeFileSync(path.join(folder, 'essay', 'misto.md'), ESSAY_UK)
  for (const file of ['essay/mist.png', 'secret.png']) writeFileSync(path.join(folder, file), await picture(40, 30, 'png'))
  symlinkSync(path.join(folder, 'secret.png'), path.join(folder, 'essay', 'link.png'))
})
after(() => rmSync(folder, { recursive: true, force: true }))

interface Imported { article: string; slug: string; segments: { id: string; kind: string; change: string }[]; plan: { added: number } }

interface Ran { status: number | null; out: string; err: string }

async function zvirka(args: readonly string[], { input = '', language = 'en' } = {}): Promise<Ran> {
  const env = { ...process.env, DATA_DIR: folder, ZVIRKA_LANGUAGE: language, NODE_NO_WARNINGS: '1' }
  const child = spawn(process.execPath, [PROGRAM, ...args], { env })
  let [out, err] = ['', '']
  child.stdout.on('data', (some: Buffer) => { out += some.toString() })
  child.stderr.on('data', (some: Buffer) => { err += some.toString() })
  child.stdin.end(input)
  return new Promise((resolve) => child.on('close', (status) => resolve({ status, out, err })))
}

async function json<T>(args: readonly string[]): Promise<T> {
  const { status, out, err } = await zvirka([...args, '--json'])
  assert.equal(status, 0, err)
  return JSON.parse(out) as T
}

describe('the command line', () => {
  it('explains itself in both languages, every command', async () => {
    const { status, out } = await zvirka(['--help'])
    assert.equal(status, 0)
    const commands = ['serve', 'migrate', 'person', 'import', 'publish', 'withdraw', 'editions', 'schedules', 'unschedule', 'diff', 'transliterate', 'verify']
    for (const command of commands) assert.match(out, new RegExp(`^  ${command} `, 'm'))
    const help = await Promise.all(commands.map((command) => zvirka([command, '--help'], { language: 'uk' })))
    for (const { status: rc, out: said } of help) assert.deepEqual([rc, /[а-яіїєґ]/.test(said)], [0, true])
    assert.doesNotMatch((await zvirka(['site', '--help'], { language: 'uk' })).out, /\[options\]|\[command\]/)
  })

  for (const [what, args] of [
    ['an unknown command', ['frobnicate']], ['a missing option', ['publish', 'x']], ['an unknown option', ['verify', '--loudly']],
  ] as const) {
    it(`exits with 2 on ${what}, and says so in the person's language`, async () => {
      const { status, err } = await zvirka(args, { language: 'uk' })
      assert.equal(status, 2)
      assert.doesNotMatch(err, /error|Usage|Options|required|unknown/)
      assert.match(err, /Застосування:/)
    })
  }

  it('transliterates and compares', async () => {
    assert.equal((await zvirka(['transliterate', 'Згурський Юрій, Щастя'])).out, 'Zghurskyi Yurii, Shchastia\n')
    const changes = await json<{ kind: string; text: string }[]>(['diff', 'Міст старий.', 'Міст новий.', '--language', 'uk'])
    assert.deepEqual(changes.filter(({ kind }) => kind !== 'same'), [{ kind: 'removed', text: 'старий' }, { kind: 'added', text: 'новий' }])
  })

  it('takes an article from a file to readers, and back', async () => {
    const added = await zvirka(['person', 'add', '--email', 'ed@example.org', '--name', 'Ed', '--grant', 'publish:en', 'publish:uk'])
    assert.match(added.out, /\/invitations\/[\w-]{43}/)
    assert.equal((await zvirka(['person', 'add', '--email', 'ED@example.org', '--name', 'Ed', '--grant', 'publish:en'])).status, 1)
    assert.match((await zvirka(['person', 'password', 'ed@example.org'], { input: 'a quiet bridge\n' })).out, /ed@example\.org/)
    assert.deepEqual((await json<{ email: string; grants: string[] }[]>(['person', 'list'])).map(({ email, grants }) => [email, grants]),
      [['ed@example.org', ['publish:en', 'publish:uk']]])

    const imported = await json<Imported>(
      ['import', ESSAY, '--language', 'en', '--approved'])
    assert.deepEqual([imported.segments.length, imported.plan.added], [20, 20])
    assert.ok(imported.segments.every(({ id, change }) => /^[0-9a-z]{22}$/.test(id) && change === 'added'))

    assert.equal((await zvirka(['publish', imported.slug, '--language', 'uk'])).status, 1)
    const published = await zvirka(['publish', imported.slug, '--language', 'en'])
    assert.match(published.out, new RegExp(`/en/articles/${imported.slug}`))
    assert.equal((await zvirka(['publish', imported.article, '--language', 'en'])).status, 1)
    const [edition] = await json<{ number: number; current: boolean }[]>(['editions', imported.slug])
    assert.deepEqual([edition?.number, edition?.current], [1, true])
    assert.equal((await zvirka(['withdraw', imported.slug, '--language', 'en', '--reason', ' '])).status, 1)
    assert.equal((await zvirka(['withdraw', imported.slug, '--language', 'en', '--reason', 'A name was wrong'])).status, 0)
    assert.equal((await zvirka(['verify'])).status, 0)
  })

  it('stores nothing in a dry run, not even a database', async () => {
    const elsewhere = path.join(folder, 'dry')
    const { status } = await zvirka(['import', ESSAY, '--language', 'en', '--dry-run'])
    assert.equal(status, 0)
    assert.equal(existsSync(elsewhere), false)
  })

  it('says in a dry run what stays out, and what the import would refuse', async () => {
    const file = path.join(folder, 'essay', 'untitled.html')
    writeFileSync(file, '<main><p>It rained, and the town stood quiet until the morning.</p><img src="none.png" alt="Rain"></main><footer>All rights</footer>')
    const { status, out } = await zvirka(['import', file, '--language', 'en', '--dry-run'])
    assert.equal(status, 0)
    assert.match(out, /^Left out\tAll rights$/mu)
    assert.match(out, /cannot be brought in like this:\nNo title was found.*\nnone\.png: this image is not in the folder/u)
    assert.doesNotMatch((await zvirka(['import', ESSAY, '--language', 'en', '--dry-run'])).out, /cannot be brought in/u)
  })

  it('brings in Markdown with its images and what it says of itself, in the language it is in', async () => {
    const { language, source, segments, details, notices } = await json<{
      language: string; source: object; segments: { kind: string; asset?: string }[]; details: object; notices: object[]
    }>(['import', path.join(folder, 'essay', 'misto.md'), '--by', 'ed@example.org'])
    assert.deepEqual([language, source], ['uk', { file: 'misto.md', format: 'markdown', encoding: 'utf-8' }])
    assert.deepEqual(segments.map(({ kind }) => kind), ['title', 'author_name', 'paragraph', 'image', 'caption'])
    assert.match(segments[3]?.asset ?? '', /^[0-9a-f]{64}$/)
    assert.deepEqual(details, { date: '2025-12-10', genre: 'essay', topics: ['міста'], authors: [{ name: 'Олена', role: '' }] })
    assert.deepEqual(notices, [{ code: 'front_matter', items: ['layout: post'] }])
  })

  for (const reference of ['../secret.png', '/etc/passwd', 'link.png', 'https://example.org/a.png', 'file:///etc/passwd', 'none.png', '%2e%2e/secret.png']) {
    it(`takes no image from outside the text’s own folder: ${reference}`, async () => {
      const file = path.join(folder, 'essay', 'outside.md')
      writeFileSync(file, `# A title\n\nThe first paragraph of the text and of the book.\n\n![alt](${reference})\n`)
      const { status, err } = await zvirka(['import', file, '--language', 'en', '--by', 'ed@example.org'])
      assert.equal(status, 1)
      assert.match(err, /not in the folder of the text/)
    })
  }

  it('asks for the language when the text does not make it certain', async () => {
    const file = path.join(folder, 'short.txt')
    writeFileSync(file, '2025\n\n1 2 3 4 5 6 7 8 9')
    const { status, err } = await zvirka(['import', file, '--dry-run'])
    assert.deepEqual([status, /--language/.test(err)], [1, true])
    assert.equal((await zvirka(['import', file, '--dry-run', '--language', 'en'])).status, 0)
    assert.equal((await zvirka(['import', file, '--dry-run', '--language', 'en', '--format', 'docx'])).status, 1)
  })

  it('reads the page Zvirka began from as 20 paragraphs', { skip: existsSync(SEED) ? false : 'the seed is not here' }, async () => {
    const { segments, aside } = await json<{ segments: { kind: string; list?: string }[]; aside: Record<string, string[]> }>(
      ['import', SEED, '--language', 'en', '--dry-run'])
    const count = (kind: string, list?: string) => segments.filter((one) => one.kind === kind && one.list === list).length
    assert.deepEqual(['title', 'paragraph', 'author_name', 'author_role'].map((kind) => count(kind)), [1, 12, 1, 1])
    assert.deepEqual([count('list_item', 'ordered'), count('list_item', 'bulleted'), segments.length], [3, 2, 20])
    assert.deepEqual(Object.entries(aside).map(([kind, texts]) => [kind, texts.length]), [['masthead', 3], ['byline', 2], ['mission', 1], ['teasers', 4], ['contacts', 1]])
  })

  const bad: [string, string | Buffer, RegExp][] = [
    ['empty', '', /немає тексту/],
    ['binary', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]), /не текстовий/],
    ['in no encoding that can be told', Buffer.from([0xc0, 0xaf, 0xfe]), /UTF-8/],
    ['a Word document', Buffer.from('PK\u0003\u0004\u0014\0'), /архів/],
    ['nothing but a title', 'Title', /тексту ще немає/],
    ['full of control characters', 'Title\n\nText\u0007', /керівні/],
    ['turned around by bidi overrides', 'Title\n\nText \u202egnp.exe', /невидимі/],
    ['five million letters long', 'а '.repeat(2_500_000), /задовгий/],
    ['of 20,000 paragraphs', `Title\n\n${'A paragraph of the text.\n\n'.repeat(20_000)}`, /./],
  ]
  for (const [what, content, sentence] of bad) {
    it(`refuses a file that is ${what} with a sentence and status 1, and stores nothing`, async () => {
      const file = path.join(folder, 'bad.txt')
      writeFileSync(file, content)
      const { status, out, err } = await zvirka(['import', file, '--language', 'en', '--approved', '--by', 'ed@example.org'], { language: 'uk' })
      assert.deepEqual([status, out], [1, ''])
      assert.match(err, sentence)
      assert.ok(!err.includes('    at '), err)
    })
  }

  it('names the first thing that was changed behind its back, and exits with 1', async () => {
    const database = new Sqlite(path.join(folder, 'zvirka.db'))
    database.exec("drop trigger edition_segment_no_update; update edition_segment set text = 'x' where position = 3")
    database.close()
    const { status, err } = await zvirka(['verify'])
    assert.equal(status, 1)
    assert.match(err, /edition:/)
  })
})

describe('the server', () => {
  it('says where it is, offers one set-up link, refuses a second server on the same file, and stops when asked', async (t) => {
    const own = mkdtempSync(path.join(os.tmpdir(), 'zvirka-serve-'))
    const env = { ...process.env, DATA_DIR: own, PORT: '0', ZVIRKA_LANGUAGE: 'en', NODE_NO_WARNINGS: '1' }
    const first = spawn(process.execPath, [PROGRAM, 'serve'], { env })
    t.after(() => first.kill('SIGKILL'))
    let said = ''
    await new Promise<void>((resolve, reject) => {
      first.stdout.on('data', (some: Buffer) => {
        said += some.toString()
        if (/setup\?token=[\w-]{43}/.test(said)) resolve()
      })
      first.on('close', () => reject(new Error(`the server ended: ${said}`)))
    })
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0] ?? ''
    assert.equal((await fetch(`${url}/uk/`)).status, 200)
    const second = spawn(process.execPath, [PROGRAM, 'serve'], { env })
    let refused = ''
    second.stderr.on('data', (some: Buffer) => { refused += some.toString() })
    assert.equal(await new Promise((resolve) => second.on('close', resolve)), 1)
    assert.match(refused, /Another server/)
    const closed = new Promise((resolve) => first.on('close', resolve))
    first.kill('SIGTERM')
    assert.equal(await closed, 0)
    rmSync(own, { recursive: true, force: true })
  })

  for (const [name, value] of [['PORT', 'http'], ['SITE_LANGUAGES', 'ua'], ['BASE_URL', 'http://example.org']] as const) {
    it(`does not start with a wrong ${name}, and says which it is`, async () => {
      const child = spawn(process.execPath, [PROGRAM, 'serve'], { env: { ...process.env, DATA_DIR: folder, [name]: value } })
      let err = ''
      child.stderr.on('data', (some: Buffer) => { err += some.toString() })
      assert.equal(await new Promise((resolve) => child.on('close', resolve)), 1)
      assert.match(err, new RegExp(`^${name}`))
    })
  }
})
