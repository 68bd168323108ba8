import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import test from 'node:test'
import { pathToFileURL } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import { checkPair } from '../checks/check.ts'
import type * as Live from '../quality/live.ts'
import { bundleForBrowsers } from './bundle.ts'

test('the checks that browsers get say what those of the server say, in both languages, and need nothing else', async (t) => {
  const script = await bundleForBrowsers('src/quality/live.ts')
  assert.doesNotMatch(script, /["']node:/)
  const weight = brotliCompressSync(script).length
  assert.ok(weight < 80_000, `${weight} bytes`)
  const folder = mkdtempSync(path.join(os.tmpdir(), 'zvirka-bundle-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(path.join(folder, 'checks.mjs'), script)
  const { openChecker } = await import(pathToFileURL(path.join(folder, 'checks.mjs')).href) as typeof Live
  const words = (language: string, text: string, status: 'preferred' | 'forbidden' = 'preferred') => ({ language, text, status, isVerb: false })
  const pair: Live.LivePair = {
    source: 'See *our* [allies](https://example.org) in 2024.', from: 'en', to: 'uk', kind: 'paragraph', stops: 'inside', elsewhere: [], known: [],
    terms: [{ id: 'a', isName: false, words: [words('en', 'ally'), words('uk', 'союзник'), words('uk', 'спільник', 'forbidden')] }],
    links: { address: null, articles: [] },
  }
  const text = 'Див. нaших спільників - у 2042'
  const { pairTerms } = await import('../checks/pair-terms.ts')
  const here = checkPair({ ...pair, target: text, terms: pairTerms(pair.terms, 'en', 'uk'), known: new Set(), links: null })
  assert.ok(here.length >= 5, String(here.length))
  for (const [language, severity] of [['uk', /спільник/], ['en', /“спільників”/]] as const) {
    const there = (await openChecker(language)).check(pair, text)
    assert.deepEqual(there.map(({ id, at, fix }) => ({ id, at, fix })), here.map(({ id, at, fix }) => ({ id, at, fix })))
    assert.ok(there.some(({ words: said }) => severity.test(said.join(''))), there.map(({ words: said }) => said.join('')).join('\n'))
  }
})
