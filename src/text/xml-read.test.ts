import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { element, xmlDocument } from './xml.ts'
import { RefusedXml, XmlReader } from './xml-read.ts'

const LIMITS = { roots: ['a'], depth: 8, longest: 50_000 }

function readAll(pieces: Iterable<string>): string {
  let told = ''
  const reader = new XmlReader({
    open: (name, attributes) => { told += `<${name}${Object.entries(attributes).map(([key, value]) => ` ${key}=${value}`).join('')}>` },
    write: (text) => { told += text },
    close: () => { told += '</>' },
  }, LIMITS)
  try {
    for (const piece of pieces) reader.write(piece)
    reader.close()
  } catch (error) {
    if (!(error instanceof RefusedXml)) throw error
    return `${error.fault} ${error.line}:${error.column}`
  }
  return told
}

describe('reading XML', () => {
  const cases: [what: string, xml: string, told: string][] = [
    ['elements, texts and signs by number', '<?xml version="1.0"?>\n<!-- x --><a b="&lt;1&#33;">x<c/>&amp;<![CDATA[<y>]]></a>\n', '<a b=<1!>x<c></>&<y></>'],
    ['a document type without rules of its own', '<!DOCTYPE a SYSTEM "http://example.org/a.dtd"><a/>', '<a></>'],
    ['another document', '<html/>', 'root 1:8'],
    ['an element that is not closed', '<a>\n<b></a>', 'xml 2:8'],
    ['a document that breaks off', '<a><b>', 'xml 1:7'],
    ['nothing', '', 'xml 1:1'],
    ['an attribute that comes twice', '<a x="1" x="2"/>', 'xml 1:17'],
    ['a control character', '<a>\u0001</a>', 'xml 1:5'],
    ['an entity that nobody made', '<a>&nbsp;</a>', 'xml 1:10'],
    ['entities that the document makes', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', 'doctype 1:31'],
    ['what is nested too deep', '<a>'.repeat(9), 'too_deep 1:28'],
    ['a text without end', `<a>${'x'.repeat(100_000)}`, 'too_long 1:65537'],
    ['an attribute without end', `<a x="${'x'.repeat(100_000)}`, 'too_long 1:65537'],
    ['a comment without end', `<a><!-- ${'x'.repeat(100_000)}`, 'too_long 1:65537'],
  ]
  for (const [what, xml, told] of cases) it(`tells ${what}`, () => assert.equal(readAll([xml]), told))

  it('reads a long document of short parts', () => {
    assert.equal(readAll(['<a>', ...Array.from({ length: 20_000 }, () => '<b>text</b>'), '</a>']).length, 20_000 * 10 + 6)
  })

  it('tells the same however the document is cut into pieces', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'є', '<', '&', '"', '\n', '\r', '\t', ']]>', '🌉', ' ') })
    fc.assert(fc.property(text, text, fc.array(fc.nat(40), { maxLength: 8 }), (inner, value, cuts) => {
      const xml = xmlDocument(element('a', { x: value }, [element('b', {}, inner)]))
      const places = [0, ...cuts.map((cut) => cut % xml.length).sort((a, b) => a - b), xml.length]
      const pieces = places.slice(1).map((end, at) => xml.slice(places[at], end))
      assert.equal(readAll(pieces), `<a x=${value}><b>${inner}</></>`)
    }))
  })
})
