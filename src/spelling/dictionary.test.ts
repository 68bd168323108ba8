import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { loadDictionary, openDictionary } from './dictionary.ts'

describe('the English dictionary', () => {
  it('knows words whatever their apostrophes, soft hyphens and capitals', async () => {
    const isWord = (await loadDictionary('en'))?.isWord
    assert.ok(isWord)
    for (const word of ['agreement', 'don\'t', 'don’t', 'donʼt', 'agree\u00ADment', 'Agreement', 'AGREEMENT']) assert.ok(isWord(word), word)
    for (const word of ['agreementt', 'socalled', '', 'безпека', 'аgreement']) assert.ok(!isWord(word), word)
  })

  it('is read once, for every kind of English', async () => {
    assert.equal(await loadDictionary('en'), await loadDictionary('en-GB'))
  })

  it('refuses a word of a million letters without ado', async () => {
    const isWord = (await loadDictionary('en'))?.isWord
    assert.equal(isWord?.('a'.repeat(1_000_000)), false)
  })
})

const ukrainian = (await loadDictionary('uk'))?.isWord

describe('the Ukrainian dictionary', { skip: ukrainian ? false : 'dictionary-uk is not installed' }, () => {
  it('knows words whatever their apostrophes, soft hyphens and composition', () => {
    for (const word of ['безпека', 'Києва', 'обʼєкт', 'об’єкт', 'об\'єкт', 'пере\u00ADклад', 'їжак', 'ї\u0436ак'.normalize('NFD'), 'БЕЗПЕКА']) {
      assert.ok(ukrainian?.(word), word)
    }
    for (const word of ['безпе', 'будьякою', 'обєкт', '']) assert.ok(!ukrainian?.(word), word)
  })

  it('takes no Latin word for its own, nor one with a Latin letter inside', () => {
    for (const word of ['security', 'бeзпека', 'qqq']) assert.ok(!ukrainian?.(word), word)
  })
})

describe('a dictionary that is not there', () => {
  it('is nothing, not an error', async () => {
    for (const language of ['de', 'xx', '', '__proto__', 'constructor']) assert.equal(await loadDictionary(language), undefined)
    assert.equal(await openDictionary('dictionary-of-nowhere', /./u), undefined)
    assert.equal(await openDictionary('node:fs', /./u), undefined)
    assert.equal(await openDictionary('data:text/javascript,export default { aff: new Uint8Array([255]), dic: new Uint8Array([255]) }', /./u), undefined)
  })
})
