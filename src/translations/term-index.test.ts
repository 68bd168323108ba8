import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { GlossaryTerm } from '../glossary/model.ts'
import { forbiddenIn, termsIn } from './term-index.ts'

const term = (id: string, status: 'preferred' | 'forbidden', isApproved = true) => ({
  id, kind: 'term', isApproved, definitions: {}, note: '',
  variants: [{ language: 'uk', text: id, status, speech: '' }, { language: 'en', text: id, status: 'preferred', speech: '' }],
}) as unknown as GlossaryTerm

describe('a glossary as a paragraph asks it', () => {
  const glossary = [term('c', 'forbidden'), term('a', 'preferred'), term('b', 'forbidden'), term('d', 'forbidden', false)]

  it('gives terms in its own order, each once, and none that it has not', () => {
    assert.deepEqual(termsIn(glossary, ['b', 'a', 'x', 'c', 'a']).map(({ id }) => id), ['c', 'a', 'b'])
  })

  it('gives approved terms with a word to be avoided in that language', () => {
    for (let look = 0; look < 2; look += 1) assert.deepEqual(forbiddenIn(glossary, 'uk').map(({ id }) => id), ['c', 'b'])
    assert.deepEqual(forbiddenIn(glossary, 'en'), [])
    assert.deepEqual(forbiddenIn([term('e', 'forbidden')], 'uk').map(({ id }) => id), ['e'])
  })
})
