import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, it } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import express from 'express'
import { listenOn } from '../../test/loopback.ts'
import { assetUrl, finishAssets, listAssets, serveAssets } from './assets.ts'

function served(): express.Express {
  return express().disable('x-powered-by').set('etag', false).use(serveAssets())
}

describe('an asset', () => {
  it('is cacheable for ever under a name that carries its hash', async () => {
    await using site = await listenOn(served())
    assert.match(assetUrl('site.css'), /^\/assets\/site\.[0-9a-f]{8}\.css$/)
    const { status, headers } = await site.get(assetUrl('site.css'))
    assert.equal(status, 200)
    assert.equal(headers.get('cache-control'), 'public, max-age=31536000, immutable')
    assert.equal(headers.get('content-type'), 'text/css; charset=utf-8')
    assert.equal(headers.get('vary'), 'Accept-Encoding')
  })

  it('is the same bytes in every coding', async () => {
    await using site = await listenOn(served())
    const url = `http://127.0.0.1:${site.port}${assetUrl('site.css')}`
    const plain = listAssets().find(({ name }) => name === 'site.css')
    assert.ok(plain?.compressed)
    assert.ok(brotliDecompressSync(await plain.compressed('br')).equals(plain.bytes))
    assert.ok(gunzipSync(await plain.compressed('gzip')).equals(plain.bytes))
    for (const [accepted, coding] of [['gzip, br', 'br'], ['gzip', 'gzip'], ['br;q=0, gzip', 'gzip'], ['identity', null], ['x', null]] as const) {
      const answer = await fetch(url, { headers: { 'Accept-Encoding': accepted } })
      assert.equal(answer.headers.get('content-encoding'), coding, accepted)
      assert.equal(await answer.text(), plain.bytes.toString())
    }
  })

  it('under any other name is nothing', async () => {
    await using site = await listenOn(served())
    const names = ['site.css', 'site.00000000.css', '../package.json', '..%2fpackage.json', '__proto__', '']
    for (const url of names.map((name) => `/assets/${name}`)) {
      assert.equal((await site.get(url)).status, 404, url)
    }
    assert.equal((await site.post(assetUrl('site.css'), '')).status, 404)
    assert.throws(() => assetUrl('nothing.css'), /public\/ has no nothing\.css/)
  })

  it('is found by browsers that ask for /favicon.ico unasked', async () => {
    await using site = await listenOn(served())
    const { status, headers } = await site.get('/favicon.ico')
    assert.deepEqual([status, headers.get('content-type'), headers.get('cache-control')], [200, 'image/x-icon', 'public, max-age=86400'])
  })
})

describe('assets', () => {
  it('name each other by their hashes, and change their own when another changes', () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'assets-'))
    try {
      mkdirSync(path.join(folder, 'styles'))
      const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text)
      write('a.css', "@import 'styles/b.css';\np { color: red }")
      write('styles/b.css', "q { src: url('../c.txt') }\n")
      write('c.txt', 'one')
      write('d.js', "import { x } from './e.js'\nx()")
      write('e.js', 'export const x = () => 1')
      const first = finishAssets(folder)
      assert.deepEqual([...first.keys()].sort(), ['a.css', 'c.txt', 'd.js', 'e.js'])
      assert.equal(first.get('a.css')?.bytes.toString(), `q { src: url('${first.get('c.txt')?.url}') }\np { color: red }`)
      assert.ok(first.get('d.js')?.bytes.toString().includes(`from '${first.get('e.js')?.url}'`))
      write('c.txt', 'two')
      assert.notEqual(finishAssets(folder).get('a.css')?.url, first.get('a.css')?.url)
      write('a.css', "p { src: url('absent.txt') }")
      assert.throws(() => finishAssets(folder), /absent\.txt/)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('weigh what was promised: style sheet ≤ 8 KB compressed, roman fonts ≤ 90 KB', async () => {
    const css = listAssets().find(({ name }) => name === 'site.css')
    assert.ok(css?.compressed && (await css.compressed('br')).length <= 8 * 1024)
    const roman = listAssets().filter(({ name }) => /^fonts\/.*-(?:latin|cyrillic)-wght-normal\.woff2$/.test(name))
    assert.equal(roman.length, 4)
    assert.ok(roman.reduce((sum, { bytes }) => sum + bytes.length, 0) <= 90 * 1024)
  })

  it('come with the licence of the fonts', () => {
    assert.match(readFileSync('public/fonts/OFL.txt', 'utf8'), /Source Serif 4[\s\S]*SIL OPEN FONT LICENSE/)
  })
})

describe('style sheets', () => {
  const sheets = ['site.css', 'desk.css'].map((name) => listAssets().find((asset) => asset.name === name)?.bytes.toString() ?? assert.fail(name))

  it('move nothing for those who asked for stillness', () => {
    const still = sheets.join('').replace(/@media \(prefers-reduced-motion: no-preference\)\s*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, '')
    assert.notEqual(still, sheets.join(''))
    assert.doesNotMatch(still, /transition|animation|@keyframes|scroll-behavior/)
  })

  it('break words of texts, not of headings, and leave the right edge ragged', () => {
    const [site = ''] = sheets
    assert.match(site, /\.body p[^{}]*\{\s*hyphens: auto;\s*hyphenate-limit-chars: 7 3 3/)
    assert.match(site, /h1, h2, h3 \{[^}]*hyphens: manual/)
    assert.doesNotMatch(sheets.join(''), /text-align:\s*justify/)
  })
})

describe('colours', () => {
  const tokens = readFileSync('public/styles/tokens.css', 'utf8')
  const [light = '', dark = ''] = tokens.split('@media')
  const states = ['empty', 'draft', 'waiting', 'returned', 'approved', 'published', 'behind']
  const text: [string, string][] = [
    ...['paper', 'surface', 'sunk'].flatMap((ground) => ['ink', 'ink-2', 'ink-3', 'brick', 'styr'].map((ink): [string, string] => [ink, ground])),
    ...states.map((state): [string, string] => [state, `${state}-tint`]),
    ...[...states, 'added', 'removed'].flatMap((name): [string, string][] => [['ink', `${name}-tint`], ['ink-2', `${name}-tint`]]),
    ['on-styr', 'styr'], ['on-styr', 'styr-deep'], ['styr', 'behind-tint'], ['styr', 'draft-tint'], ['returned', 'surface'],
    // Matches of the memory that are not so good have an edge and no ground.
    ['draft', 'paper'], ['empty', 'paper'],
  ]
  const edges: [string, string][] = [['rule-strong', 'paper'], ['rule-strong', 'surface'], ['added', 'added-tint'], ['removed', 'removed-tint']]
  for (const [scheme, css] of [['light', light], ['dark', dark]] as const) {
    it(`differ enough to be read on ${scheme} paper`, () => {
      const colour = (name: string) => new RegExp(`--${name}: (#[0-9A-F]{6});`).exec(css)?.[1] ?? assert.fail(name)
      const faint = (pairs: [string, string][], least: number) => (
        pairs.filter(([ink, ground]) => contrast(colour(ink), colour(ground)) < least)
      )
      assert.deepEqual(faint(text, 4.5), [])
      assert.deepEqual(faint(edges, 3), [])
    })
  }
})

/** WCAG 2.2 contrast ratio of two `#RRGGBB` colours. */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = parseInt(colour.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
