import assert from 'node:assert/strict'
import { parse } from 'node:querystring'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { checkbox, form, id, language, line, readForm, several, text, words } from './form.ts'

const schema = form({
  title: line({ max: 20 }),
  note: text({ max: 30, optional: true }),
  language: language(['uk', 'en']),
  urgent: checkbox(),
})
const right = 'title=+Назва+&note=a%0D%0Ab%0Dc&language=uk'

describe('a posted form', () => {
  it('becomes trimmed values with plain line ends', () => {
    assert.deepEqual(readForm(schema, parse(`${right}&form_token=x`)), { ok: true, value: { title: 'Назва', note: 'a\nb\nc', language: 'uk', urgent: false } })
  })

  const cases: [string, Record<string, string>][] = [
    ['note=&language=uk', { title: 'required' }],
    ['title=++&note=&language=uk', { title: 'required' }],
    [`title=${'а'.repeat(21)}&note=&language=uk`, { title: 'too_long' }],
    ['title=a%0ab&note=&language=uk', { title: 'invalid' }],
    ['title=a%00b&note=&language=uk', { title: 'invalid' }],
    ['title=a&title=b&note=&language=uk', { title: 'invalid' }],
    ['title=a&note=&language=pl', { language: 'invalid' }],
    ['title=a&note=&language=uk&extra=1', { extra: 'unknown_field' }],
    ['title=a&note=&language=uk&__proto__=1', { ['__proto__']: 'unknown_field' }],
    ['title=a&note=&language=uk&__proto__[polluted]=1&constructor=2', { '__proto__[polluted]': 'unknown_field', constructor: 'unknown_field' }],
    ['title[x]=a&note=&language=uk', { title: 'required', 'title[x]': 'unknown_field' }],
    ['', { title: 'required', note: 'required', language: 'required' }],
  ]
  for (const [body, problems] of cases) {
    it(`names what is wrong with ${body.slice(0, 50) || 'nothing at all'}`, () => {
      const result = readForm(schema, parse(body))
      assert.ok(!result.ok)
      assert.deepEqual(Object.entries(result.problems), Object.entries(problems))
    })
  }

  it('may be absent or no form at all', () => {
    for (const body of [undefined, null, 'text', 7, []]) assert.equal(readForm(schema, body).ok, false)
  })

  it('is not inherited from a polluted prototype', () => {
    Object.defineProperty(Object.prototype, 'title', { value: 'x', configurable: true, enumerable: true })
    try {
      assert.equal(readForm(schema, parse('note=&language=uk')).ok, false)
    } finally {
      Reflect.deleteProperty(Object.prototype, 'title')
    }
  })

  it('leaves every prototype as it was, whatever its fields are called', () => {
    const before = Reflect.ownKeys(Object.prototype).length
    const key = fc.constantFrom('__proto__', 'constructor', 'prototype', '[', ']', '.', 'polluted', 'title', 'a')
    fc.assert(fc.property(fc.array(key, { maxLength: 6 }), (keys) => {
      readForm(schema, parse(`${keys.join('')}=1&${right}`))
      return Reflect.ownKeys(Object.prototype).length === before && !('polluted' in {})
    }))
  })
})

describe('fields', () => {
  it('hold ids of our making', () => {
    const one = form({ article: id() })
    assert.ok(readForm(one, { article: '0abcdefghijk0123456789' }).ok)
    for (const article of ['7', "' or 1=1", '0ABCDEFGHIJK0123456789', '../../etc/passwd/aaaaaa']) {
      assert.deepEqual(readForm(one, { article }), { ok: false, problems: { article: 'invalid' } })
    }
  })

  it('may come several times, up to a limit', () => {
    const many = form({ language: several(language(['uk', 'en']), { max: 2 }) })
    assert.deepEqual(readForm(many, {}), { ok: true, value: { language: [] } })
    assert.deepEqual(readForm(many, { language: 'uk' }), { ok: true, value: { language: ['uk'] } })
    assert.deepEqual(readForm(many, { language: ['uk', 'en'] }), { ok: true, value: { language: ['uk', 'en'] } })
    assert.equal(readForm(many, { language: ['uk', 'en', 'uk'] }).ok, false)
    assert.equal(readForm(many, { language: ['pl'] }).ok, false)
  })

  it('hold words to be stored without what no database or reader can take', () => {
    const reason = form({ reason: words({ max: 20 }) })
    assert.deepEqual(readForm(reason, { reason: ' Не тут —\r\nтам ' }), { ok: true, value: { reason: 'Не тут —\nтам' } })
    for (const wrong of ['a\0b', 'a\u0007b', 'a\u202eb', '\ud800']) {
      assert.deepEqual(readForm(reason, { reason: wrong }), { ok: false, problems: { reason: 'invalid' } }, JSON.stringify(wrong))
    }
  })
  it('name their own problem by the message of a check', () => {
    const own = form({ password: line({ max: 50 }).refine((value) => value.length > 11, 'too_short') })
    assert.deepEqual(readForm(own, { password: 'short' }), { ok: false, problems: { password: 'too_short' } })
  })
})
