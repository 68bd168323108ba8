import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Pair } from '../checks/model.ts'
import { KeptTexts } from './kept-texts.ts'

const PAIR: Pair = {
  source: 'It rained.', target: 'Дощило.', from: 'en', to: 'uk', kind: 'paragraph', terms: null, links: null, elsewhere: [], known: new Set(), stops: 'inside',
}

describe('what was said of texts', () => {
  it('is known of the same text beside the same original', () => {
    const kept = new KeptTexts(PAIR.known)
    const looked = kept.lookedAt(PAIR)
    looked.findings = []
    assert.equal(kept.lookedAt({ ...PAIR, elsewhere: [] }), looked)
  })

  const others: [what: string, other: Partial<Pair>][] = [
    ['another text', { target: 'Дощ.' }], ['another original', { source: 'It snowed.' }], ['no original', { source: null }], ['another language', { to: 'pl' }],
    ['another original language', { from: 'de' }], ['another kind', { kind: 'title' }], ['another habit of commas', { stops: 'outside' }],
    ['another translation elsewhere', { elsewhere: ['Падав дощ.'] }], ['two of them', { elsewhere: ['Падав', 'дощ.'] }],
    ['links to an article', { links: { address: 'https://example.org', articles: new Map([['a', 'b']]) } }],
    ['another address', { links: { address: 'https://example.com', articles: new Map([['a', 'b']]) } }],
    ['links to another article', { links: { address: 'https://example.org', articles: new Map([['a', 'c']]) } }],
  ]
  it('is known of nothing else', () => {
    const kept = new KeptTexts(PAIR.known)
    const looked = new Set([kept.lookedAt(PAIR), ...others.map(([, other]) => kept.lookedAt({ ...PAIR, ...other }))])
    assert.equal(looked.size, others.length + 1)
    for (const [what, other] of others) assert.ok(looked.has(kept.lookedAt({ ...PAIR, ...other })), what)
  })

  it('is forgotten before it takes too much room', () => {
    const kept = new KeptTexts(PAIR.known)
    const first = kept.lookedAt(PAIR)
    const long = 'дощ '.repeat(5000)
    for (let n = 0; n < 300; n += 1) kept.lookedAt({ ...PAIR, source: long, target: `${n} ${long}` })
    assert.notEqual(kept.lookedAt(PAIR), first)
  })
})
