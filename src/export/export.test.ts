import assert from 'node:assert/strict'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib'
import fc from 'fast-check'
import { hideCanaries } from '../../test/canaries.ts'
import { newPostgresDatabase } from '../../test/databases.ts'
import { deed, doDeed, type Deed, type Stage } from '../../test/export-acts.ts'
import { readConfigOf, readFolder } from '../../test/exported.ts'
import { byLength } from '../../test/long.ts'
import { addressOf, changeOriginal, publish, publishNew, translate, withdraw, type Brought } from '../../test/readers.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { readConfig, type Config } from '../config.ts'
import { exportSite } from './export.ts'
import { ForeignFolder } from './files.ts'
import { FolderInUse } from './state-store.ts'

const DAY_MS = 86_400_000
const root = mkdtempSync(path.join(os.tmpdir(), 'zvirka-export-'))
let folders = 0
const newFolder = () => path.join(root, String(folders += 1))
after(() => rmSync(root, { recursive: true, force: true }))

describe('the public site as files', () => {
  let site: TestSite
  let config: Config
  let bridge: Brought
  const folder = newFolder()
  const write = () => exportSite(config, { folder, workers: 0 })
  const fileAt = async (article: Brought, language: string) => `${(await addressOf(site, article, language)).slice(1)}.html`
  const read = (name: string) => readFileSync(path.join(folder, name), 'utf8')

  before(async () => {
    site = await startTestSite()
    config = await readConfigOf(site)
    bridge = await publishNew(site, 'en', ['The bridge', 'It rained.', 'People came.'])
    await translate(site, bridge, 'uk', ['Міст', 'Дощ.', 'Люди.'])
    await publish(site, bridge, 'uk')
    for (let n = 0; n < 5; n += 1) await publishNew(site, 'uk', [`Стаття ${n}`, 'Один.'])
    await write()
  })
  after(() => site.close())

  it('is what the site itself gives, but for the day and what only a server can answer', async () => {
    const linesOf = (html: string) => html.split('\n').map((line) => line.trim()).filter((line) => line !== '')
    for (const language of ['uk', 'en']) {
      const page = linesOf(await (await fetch(site.url + await addressOf(site, bridge, language))).text())
      const file = linesOf(read(await fileAt(bridge, language)))
      assert.ok(file.length > 50)
      assert.deepEqual(file.filter((line) => !page.includes(line)), ['<p></p>'])
      const without = page.filter((line) => !file.includes(line))
      assert.deepEqual(without.filter((line) => !/^<(?:p><time|form|\/form|input|button|link rel="search")/.test(line)), [])
    }
  })

  it('has every text packed in three ways', () => {
    for (const [name, text] of readFolder(folder)) {
      if (!name.endsWith('.html')) continue
      const bytes = (ending: string) => readFileSync(path.join(folder, name + ending))
      for (const unpacked of [brotliDecompressSync(bytes('.br')), gunzipSync(bytes('.gz')), zstdDecompressSync(bytes('.zst'))]) {
        assert.equal(unpacked.toString('latin1'), text, name)
      }
    }
  })

  it('has no form, no script but small helpers, and every link leads to a file', () => {
    const files = readFolder(folder)
    const links = [...files].filter(([name]) => name.endsWith('.html')).flatMap(([name, html]) => {
      assert.doesNotMatch(html, /<form/, name)
      return [...html.matchAll(/(?:href|src)="(\/[^"#]*)/g)].map(([, href = '']) => ({ name, href: href.replaceAll('&amp;', '&') }))
    })
    assert.ok(links.length > 100)
    const there = (href: string) => {
      const [where = '', query = ''] = href.slice(1).split('?')
      const file = where + [...new URLSearchParams(query)].map(([key, value]) => `@${key}=${value}`).join('')
      return ['', '.html', '.404.html', 'index.html'].some((ending) => files.has(file + ending))
    }
    assert.deepEqual(links.filter(({ href }) => !there(href)), [])
  })

  it('writes nothing anew while nothing is published', async () => {
    await site.db.updateTable('person').set({ name: 'Adah' }).where('id', '=', site.world.ada.id).execute()
    assert.equal((await write()).written, 0)
  })

  it('writes only what a publication changes', async () => {
    await changeOriginal(site, bridge, { [bridge.segments[1] ?? '']: 'It poured.' })
    await publish(site, bridge, 'en')
    const { pages, written, removed } = await write()
    assert.ok(written >= 4 && written < pages / 2, `${written} of ${pages}`)
    assert.equal(removed, 0)
    assert.match(read(await fileAt(bridge, 'en')), /It poured/)
  })

  it('holds nothing that is not published', async () => {
    const hidden: string[] = []
    await hideCanaries(site, 1, (what) => {
      hidden.push(what)
      return `CANARY-${hidden.length} ${what}.`
    })
    await write()
    const leaks = (files: Map<string, string>) => [...files].filter(([name, text]) => /CANARY[\s.-]*\d/i.test(name + text)).map(([name]) => name)
    assert.ok(hidden.length > 20)
    assert.deepEqual(leaks(readFolder(folder)), [])
    await publishNew(site, 'en', ['CANARY-1 is out', 'It would be found.'])
    await write()
    assert.notDeepEqual(leaks(readFolder(folder)), [])
  })

  it('takes away what is withdrawn, packed forms and empty folders with it', async () => {
    const name = await fileAt(bridge, 'uk')
    assert.ok(existsSync(path.join(folder, name)))
    await withdraw(site, bridge, 'uk')
    assert.ok((await write()).removed > 0)
    const left = [...readFolder(folder)].filter(([file, text]) => file.startsWith(name.replace('.html', '')) || /Люди\./.test(text)).map(([file]) => file)
    assert.deepEqual(left.filter((file) => !file.includes('.404.html')), [])
    assert.equal(existsSync(path.join(folder, name.replace('.html', ''))), false)
  })

  it('writes nowhere else: through no link out of its folder, and over no folder of others', async () => {
    const [elsewhere, linked, blocked] = [newFolder(), newFolder(), newFolder()]
    mkdirSync(elsewhere)
    for (const own of [linked, blocked]) {
      await exportSite(config, { folder: own, workers: 0 })
      rmSync(path.join(own, 'uk'), { recursive: true })
    }
    symlinkSync(elsewhere, path.join(linked, 'uk'))
    await assert.rejects(exportSite(config, { folder: linked, workers: 0 }), ForeignFolder)
    assert.deepEqual(readdirSync(elsewhere), [])
    mkdirSync(path.join(blocked, 'uk', 'feed.xml'), { recursive: true })
    await assert.rejects(exportSite(config, { folder: blocked, workers: 0 }), ForeignFolder)
  })

  it('refuses a folder with files of others, and leaves them alone in its own', async () => {
    const strange = newFolder()
    mkdirSync(strange)
    writeFileSync(path.join(strange, 'letter.txt'), 'mine')
    await assert.rejects(exportSite(config, { folder: strange, workers: 0 }), ForeignFolder)
    mkdirSync(path.join(strange, '.zvirka'))
    writeFileSync(path.join(strange, '.zvirka', 'state.db'), 'mine too, and longer than the header of a database: '.repeat(20))
    await assert.rejects(exportSite(config, { folder: strange, workers: 0 }), ForeignFolder)
    assert.equal(readFileSync(path.join(strange, 'letter.txt'), 'utf8'), 'mine')
    writeFileSync(path.join(folder, 'uk', 'letter.txt'), 'mine')
    await write()
    assert.equal(read('uk/letter.txt'), 'mine')
    rmSync(path.join(folder, 'uk', 'letter.txt'))
  })

  it('lets one export at a time into a folder', async () => {
    const both = await Promise.allSettled([write(), write()])
    const [refused] = both.filter((one) => one.status === 'rejected')
    assert.ok(refused?.reason instanceof FolderInUse)
    assert.equal(both.filter((one) => one.status === 'fulfilled').length, 1)
  })

  it('makes the same with workers as without', async () => {
    const apart = newFolder()
    await exportSite(config, { folder: apart, workers: 2 })
    await write()
    assert.deepEqual(readFolder(apart), readFolder(folder))
  })

  it('is written again where it stands under another address', async () => {
    assert.match(read('uk/index.html'), /rel="canonical" href="http:\/\/127/)
    const moved = newFolder()
    for (const baseUrl of [config.baseUrl, 'https://example.org']) await exportSite({ ...config, baseUrl }, { folder: moved, workers: 0 })
    assert.deepEqual([...readFolder(moved)].filter(([, text]) => text.includes(config.baseUrl)).map(([name]) => name), [])
  })
})

for (const [name, runs] of [['sqlite', byLength(6, 200)], ['postgres', byLength(2, 20)]] as const) {
  describe(`an export over an earlier one, on ${name}`, () => {
    let site: TestSite
    let config: Config
    before(async () => {
      const url = name === 'postgres' ? await newPostgresDatabase() : undefined
      site = await startTestSite(url === undefined ? {} : { DATABASE_URL: url })
      config = url === undefined ? await readConfigOf(site) : readConfig({ DATABASE_URL: url, BASE_URL: site.url })
    })
    after(() => site.close())

    it('is, after any acts, byte for byte what a fresh one is', async () => {
      const stage: Stage = { site, folder: newFolder(), articles: [], days: 0 }
      mkdirSync(stage.folder)
      for (const words of ['дощ', 'rain bridge']) await doDeed(stage, { kind: 'bring', which: 0, language: 'uk', words })
      await fc.assert(fc.asyncProperty(fc.array(deed, { minLength: 3, maxLength: 12 }), async (deeds) => {
        for (const one of deeds) await play(stage, config, one)
        await writeAt(stage, config, stage.folder)
        const fresh = newFolder()
        await writeAt(stage, config, fresh)
        assert.deepEqual(differing(readFolder(stage.folder), readFolder(fresh)), [])
        rmSync(fresh, { recursive: true })
      }), { numRuns: runs, endOnFailure: true })
      assert.ok(stage.articles.length >= 2)
    })
  })
}

async function play(stage: Stage, config: Config, one: Deed): Promise<void> {
  if (one.kind === 'export') await writeAt(stage, config, stage.folder)
  else if (one.kind === 'interrupt') await writeAt(stage, config, stage.folder, stop).catch((error: unknown) => assert.equal(error, STOPPED))
  else await doDeed(stage, one)
}

const STOPPED = new Error('stopped')
function stop(): void {
  throw STOPPED
}

async function writeAt({ days }: Stage, config: Config, folder: string, onProgress = () => {}): Promise<void> {
  await exportSite(config, { folder, workers: 0, clock: () => Date.now() + days * DAY_MS, onProgress })
}

function differing(one: Map<string, string>, other: Map<string, string>): string[] {
  return [...new Set([...one.keys(), ...other.keys()])].filter((name) => one.get(name) !== other.get(name))
}
