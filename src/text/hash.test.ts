import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { textHash } from './hash.ts'

describe('the hash of a text', () => {
  it('is SHA-256 in hexadecimal', () => {
    assert.equal(textHash(''), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
    assert.equal(textHash('abc'), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })

  it('is the same however letters are composed', () => {
    assert.equal(textHash('и\u0306'), textHash('й'))
    assert.equal(textHash('і\u0308жак'), textHash('їжак'))
  })

  it('tells apart what a reader could tell apart', () => {
    const texts = ['пʼять', 'п’ять', 'п\'ять', 'пять', 'Пʼять', 'пʼять ', 'пʼять\u00a0', 'за\u0301мок', 'замок', 'замо\u0301к']
    assert.equal(new Set(texts.map(textHash)).size, texts.length)
  })
})
