import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { safeNext } from './redirect.ts'

describe('where a form may send people next', () => {
  const own = ['/', '/desk', '/desk/articles/7?x=1&y=2#p-3', '/uk/articles/harantii-bezpeky', '/desk?next=//evil.example', '/a%20b', '/%D1%8F', '/@x', '/a//b', '/?q=%0d%0a']
  for (const path of own) it(`keeps ${path}`, () => assert.equal(safeNext(path, '/fallback'), path))

  const foreign = [
    '', ' ', 'desk', '//evil.example', '///evil.example', '////e', '/\\evil.example', '\\\\evil.example', '/\\/evil.example', '\\/evil.example',
    'https://evil.example', 'https:evil.example', 'https:/evil.example', 'HTTP://evil.example', 'javascript:alert(1)', 'JaVaScRiPt:alert(1)',
    'data:text/html,x', 'mailto:a@b', 'vbscript:x', 'file:///etc/passwd', 'blob:x', 'http://127.0.0.1@evil.example', 'http:///evil.example',
    '/%5cevil.example', '/%5Cevil.example', '/%2fevil.example', '/%2F/evil.example', '/%09/evil.example', '/%0a/evil.example', '/%0d%0aSet-Cookie:x=1',
    '/%00', '/%7f', '/a%5c..', '/a\\b', '/desk\\..', '/\t/evil.example', '/\n/evil.example', '/\r\nX: y', '\t//evil.example', '\u0000/desk', '/desk\u0000',
    '/ desk', '/я', '/\u2028', '/\uFEFF', '?x=1', '#x', '.', '..', '../desk', './/evil.example', '@evil.example', '/%', '/%zz', '/%E0%A4%A', '/%ff',
    '\u00A0//evil.example', '／／evil.example', '/\u00ADx', `/${'a'.repeat(3000)}`, 'x:/desk', '//127.0.0.1:3000@evil.example/', ' /desk', '/desk ',
  ]
  for (const path of foreign) it(`refuses ${JSON.stringify(path).slice(0, 60)}`, () => assert.equal(safeNext(path, '/fallback'), '/fallback'))

  it('refuses what is not text', () => {
    for (const value of [undefined, null, 7, ['/desk'], { toString: () => '/desk' }]) assert.equal(safeNext(value, '/fallback'), '/fallback')
  })

  it('stays on the origin whatever is asked', () => {
    const piece = fc.constantFrom('/', '\\', '%2f', '%5c', '//', ':', '@', 'evil.example', 'http', '?', '#', '\t', '\n', '.', '%09', 'desk', '\u0000', '%')
    const value = fc.oneof(fc.string({ unit: 'binary' }), fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')))
    fc.assert(fc.property(value, (next) => new URL(safeNext(next, '/'), 'https://site.example').origin === 'https://site.example'), { numRuns: 3000 })
  })
})
