import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, it } from 'node:test'
import { segmentsOf, understandPage } from '../../src/exchange/understand.ts'
import { cleanText } from '../../src/text/clean.ts'

const FOLDER = path.join(import.meta.dirname, 'essays')
const ESSAYS = [['archives', 'uk', 'en'], ['embankment', 'uk', 'en'], ['night-trains', 'en', 'uk'], ['street-trees', 'en', 'uk']] as const

for (const [name, language, other] of ESSAYS) {
  describe(`the demo's essay ${name}`, () => {
    it('is read paragraph by paragraph as its author meant it', async () => {
      const cleaned = cleanText(readFileSync(path.join(FOLDER, `${name}.${language}.txt`), 'utf8'))
      assert.ok('text' in cleaned)
      const { blocks } = await understandPage(cleaned.text, language)
      assert.deepEqual(segmentsOf(blocks).map(({ kind, text }) => ({ kind, text })), readJson(`${name}.${language}.expected.json`))
    })

    it('leaves no word in doubt', async () => {
      const { blocks } = await understandPage(readFileSync(path.join(FOLDER, `${name}.${language}.txt`), 'utf8').trim(), language)
      assert.deepEqual(blocks.flatMap(({ doubts }) => doubts), [])
    })

    it('has a translation for every paragraph', () => {
      const translations: unknown = readJson(`${name}.${other}.json`)
      const expected: unknown = readJson(`${name}.${language}.expected.json`)
      assert.ok(Array.isArray(translations) && Array.isArray(expected))
      assert.equal(translations.length, expected.length)
      assert.ok(translations.every((text) => typeof text === 'string' && text.trim() !== ''))
    })
  })
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8'))
}
