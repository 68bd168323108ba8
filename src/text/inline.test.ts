import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { escapeInline, escapeSigns, inlineHtml, marksOf, parseInline, plainText } from './inline.ts'

describe('the marks inside a paragraph', () => {
  const cases: [what: string, text: string, html: string][] = [
    ['plain words', 'Дощ і вітер', 'Дощ і вітер'],
    ['emphasis', 'so *very* **loud**', 'so <em>very</em> <strong>loud</strong>'],
    ['code', 'run `npm <x>`', 'run <code>npm &lt;x&gt;</code>'],
    ['a link with a mark inside', '[the *law*](https://example.org/?a=1&b)', '<a href="https://example.org/?a=1&amp;b">the <em>law</em></a>'],
    ['an address in angle brackets', '<https://example.org>', '<a href="https://example.org">https://example.org</a>'],
    ['a way inside the site', '[далі](/uk/articles/x)', '<a href="/uk/articles/x">далі</a>'],
    ['a sign set free', '2 \\* 3 \\* 4', '2 * 3 * 4'],
    ['signs that mark nothing', '2 * 3, snake_case_name, [sic]', '2 * 3, snake_case_name, [sic]'],
    ['line ends', 'one\ntwo\n\nthree', 'one<br>two<br><br>three'],
    ['line ends beside marks', '*one*\ntwo\n\nthree', '<em>one</em><br>two<br><br>three'],
    ['what would be a block elsewhere', '# 1. *a*\n> q', '# 1. <em>a</em><br>&gt; q'],
    ['HTML', '<b onclick=x>*b*</b> &amp;', '&lt;b onclick=x&gt;<em>b</em>&lt;/b&gt; &amp;amp;'],
    ['a link that would run a script', '[x](javascript:alert(1)) `c`', 'x <code>c</code>'],
    ['a link to another host in disguise', '[x](//evil.example) [y](/\\evil.example)', 'x y'],
    ['an image', '![alt](a.png)', '!alt'],
  ]
  for (const [what, text, html] of cases) it(`reads ${what}`, () => assert.equal(inlineHtml(text), html))

  it('names the links and the code that a translation has to keep', () => {
    assert.deepEqual(marksOf('[a](https://a.example) `x` *[b](/b)* `x`'), { links: ['https://a.example', '/b'], codes: ['x', 'x'] })
  })

  it('gives nothing but its own five elements, whatever is written', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'*_`[]()<>\\!&"\' \nab/:') }), (text) => {
      assert.doesNotMatch(inlineHtml(text).replace(/<\/?(?:em|strong|code)>|<br>|<a href="(?:https?:\/\/|mailto:|tel:|#|\/)[^"<>]*">|<\/a>/g, ''), /[<>]/)
    }))
  })

  it('shows plain characters as they are once they are escaped', () => {
    const line = fc.string({ unit: fc.constantFrom(...'*_`[]()<>\\!&"\' ab/:'), minLength: 1 })
    fc.assert(fc.property(line.map((text) => text.trim()), (plain) => {
      assert.equal(plainText(escapeInline(plain)), plain)
    }))
  })

  it('shows them too when every sign is escaped without looking', () => {
    const line = fc.string({ unit: fc.constantFrom(...'*_`[]()<>\\!&"\' ab/:@'), minLength: 1 })
    fc.assert(fc.property(line.map((text) => text.trim()), (plain) => assert.equal(plainText(escapeSigns(plain)), plain)))
    for (const plain of ['*a*'.repeat(120), '`'.repeat(499), '[a](/b) '.repeat(200).trim()]) assert.equal(plainText(escapeInline(plain)), plain)
  })

  it('escapes nothing that means itself', () => {
    for (const plain of ['2 * 3', 'snake_case', '[1]', 'a < b', 'C:\\dir']) assert.equal(escapeInline(plain), plain)
  })

  it('reads a paragraph of signs alone as plain characters', () => {
    const [only] = parseInline('*_'.repeat(20_000))
    assert.equal(only?.kind, 'text')
  })
})
