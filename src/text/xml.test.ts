import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { parseXml } from '../../test/xml.ts'
import { element, xmlDocument } from './xml.ts'

const TEXTS = ['', 'a', '<b> & "c" \'d\'', ']]>', '<!-- x -->', '&amp;', 'Пʼять вишень — «так»', 'line\nline\r\nline\ttab', '\u0085\u2028', '👩‍🔧', ' a ']

describe('XML', () => {
  for (const text of TEXTS) {
    it(`gives back ${JSON.stringify(text)}, as text and as an attribute`, () => {
      const root = parseXml(xmlDocument(element('a', { b: text, 'xml:lang': 'uk' }, [element('c', {}, text), element('d')])))
      assert.deepEqual([root.attributes['b'], root.children[0]?.text, root.children.length], [text, text, 2])
    })
  }

  it('gives back whatever it can hold', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (any) => {
      // eslint-disable-next-line no-control-regex -- what XML 1.0 forbids
      const text = any.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '')
      const root = parseXml(xmlDocument(element('a', { b: text }, text)))
      assert.deepEqual([root.attributes['b'], root.text], [text, text])
    }))
  })

  it('leaves out attributes without a value', () => {
    assert.equal(element('a', { b: undefined, c: '' }).xml, '<a c=""/>')
  })

  for (const text of ['\0', '\u0001', '\u000b', '\u001f', '\ud800', 'a\udc00b', '\ufffe', '\uffff']) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      assert.throws(() => element('a', {}, text), /cannot hold/)
      assert.throws(() => element('a', { b: text }), /cannot hold/)
    })
  }

  for (const name of ['', '1a', 'a b', 'a:b:c', ':a', 'a>', 'ї']) {
    it(`refuses the name ${JSON.stringify(name)}`, () => {
      assert.throws(() => element(name), /no name/)
      assert.throws(() => element('a', { [name]: 'x' }), /no name/)
    })
  }
})
