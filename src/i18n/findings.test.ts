import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import test from 'node:test'
import en from '../../locales/en/checks.json' with { type: 'json' }
import { CHECKS } from '../checks/all.ts'
import { findingHtml, tellFinding } from './findings.ts'
import { speak } from './voice.ts'

const sources = globSync(['src/checks/**/*.ts', 'src/spelling/*.ts', 'src/machine/*.ts', 'src/quality/*.ts'], { exclude: ['**/*.test.ts'] })
  .map((file) => readFileSync(file, 'utf8')).join('\n')
const named = new Set([...sources.matchAll(/\bsays: ([^,\n]*)/g)].flatMap(([, rest = '']) => [...rest.matchAll(/'([a-z][a-z_]+)'/g)].map(([, key]) => key ?? '')))

test('everything that a check says has a sentence', () => {
  assert.ok(named.size > 40, String(named.size))
  assert.deepEqual([...named].filter((key) => !(key in en.says)), [])
})

test('every sentence of a check is one that a check says', () => {
  const words = new Set(sources.match(/[a-z][a-z_]+/g))
  // `link_missing` is put together of what is compared and how it differs.
  const isSaid = (key: string) => words.has(key) || key.split('_').every((part) => words.has(part))
  assert.deepEqual(Object.keys(en.says).filter((key) => !isSaid(key)), [])
})

test('every check has a name', () => {
  assert.deepEqual(Object.keys(CHECKS).filter((check) => !(check in en.name)), [])
})

test('a sentence names what it is about, in the language of whoever reads it', () => {
  const finding = { says: 'link_missing', words: { item: 'https://example.org' } }
  for (const language of ['uk', 'en']) assert.match(tellFinding(speak(language).t, finding), /https:\/\/example\.org/)
})

test('a page says it in its own language, again and again, and whatever else the same words may be about', () => {
  const words = { item: '<b>' }
  const say = (language: string, says: string) => findingHtml(speak(language).t, { says, words })
  const asked = [['uk', 'link_missing'], ['en', 'link_missing'], ['en', 'code_missing']] as const
  const once = asked.map(([language, says]) => say(language, says))
  assert.equal(new Set(once).size, 3)
  assert.deepEqual(asked.map(([language, says]) => say(language, says)), once)
  assert.ok(once.every((html) => html.includes('&lt;b&gt;')))
})
