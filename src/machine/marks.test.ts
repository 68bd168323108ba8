import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { marksOf, plainText } from '../text/inline.ts'
import { unwrapMarks, wrapMarks } from './marks.ts'

const LINKED = 'Read [the *whole* story](/a/x#p-y) and run `npm ci` at <https://example.org/?a=1&b=2>.'

describe('the marks of a paragraph on their way to a machine', () => {
  it('travel as tags that say nothing of their targets', () => {
    const { html } = wrapMarks(LINKED)
    assert.equal(html, 'Read <a id="m1" href="#m1">the <em>whole</em> story</a> and run <code id="m2" translate="no">npm ci</code> at '
      + '<code id="m3" translate="no">https://example.org/?a=1&amp;b=2</code>.')
  })

  const back: [string, string, string, string][] = [
    ['come back where the words are', LINKED, '<code id="m2" translate="no">npm ci</code> спершу, далі <a id="m1" href="#m1"><em>усю</em> оповідь</a> (<code id="m3" translate="no">https://example.org/?a=1&amp;b=2</code>).',
      '`npm ci` спершу, далі [*усю* оповідь](/a/x#p-y) (<https://example.org/?a=1&b=2>).'],
    ['come back by their order where their numbers are lost', LINKED, 'Читайте <a href="x">усю оповідь</a>, <code>npm ci</code>, <code>щось</code>.', 'Читайте [усю оповідь](/a/x#p-y), `npm ci`, <https://example.org/?a=1&b=2>.'],
    ['are made of none that the machine thought of', 'Plain words.', '<a href="https://evil.example">Прості</a> <script>alert(1)</script><img src=x onerror=alert(1)> <code>слова</code>.', 'Прості alert(1) слова.'],
    ['are not made of signs', 'Plain words.', '*Прості* [слова](https://evil.example) `тут` &lt;https://evil.example&gt;', '\\*Прості\\* \\[слова\\](https://evil.example) \\`тут\\` \\<https://evil.example>'],
    ['stand right beside their words', 'A **strong** word.', 'Ось<strong> сильне </strong>слово<em> </em>.', 'Ось **сильне** слово .'],
    ['end with the text where a tag does not', 'A *word*.', '<em>Слово', '*Слово*'],
    ['keep lines and hard spaces', 'One\ntwo', 'Раз<br/>і&nbsp;два &amp; &laquo;три&raquo; &#8212; &#x2014; &nosuch;', 'Раз\nі\u00a0два & «три» — — &nosuch;'],
    ['pass over numbers that there are not', LINKED, '<a id="m9">оповідь</a> <code id="m1">x</code>', '[оповідь](/a/x#p-y) `npm ci`'],
  ]
  for (const [name, text, html, expected] of back) {
    it(name, () => assert.equal(unwrapMarks(html, wrapMarks(text)), expected))
  }

  it('are what they were when a machine changes nothing: the words, links and code of any text', () => {
    const word = fc.constantFrom('міст', 'a & b', '<b>', '*', '_', '[', ']', '`', '\\', '&lt;', '1 < 2', '«так»')
    const piece = fc.oneof(
      word, word.map((words) => `*${words}*`), word.map((words) => `**${words}**`), word.map((words) => `[${words}](https://example.org/a?b=1&c=2 "t")`),
      fc.constantFrom('`code`', '``a`b``', '<https://example.org/>', '\n', '\\*'),
    )
    fc.assert(fc.property(fc.array(piece, { maxLength: 9 }), (pieces) => {
      const text = pieces.join(' ').trim()
      const wrapped = wrapMarks(text)
      const made = unwrapMarks(wrapped.html, wrapped)
      const edges = (words: string) => words.replace(/[^\S\n]+/g, ' ').replace(/ ?\n ?/g, '\n').trim()
      assert.equal(edges(plainText(made)), edges(plainText(text)))
      assert.deepEqual(marksOf(made), marksOf(text))
    }), { numRuns: 400 })
  })

  it('are read in a moment, whatever comes', () => {
    for (const hostile of ['<em>'.repeat(50_000), '<a'.repeat(100_000), `<a ${'x'.repeat(200_000)}`, '&'.repeat(200_000), '<em></em>'.repeat(50_000)]) {
      const began = process.cpuUsage()
      unwrapMarks(hostile, wrapMarks(LINKED))
      assert.ok(process.cpuUsage(began).user < 2_000_000)
    }
  })
})
