import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { compareMarks, mendLinks, snippetOf } from './markup.ts'

const told = (original: string, translation: string) => compareMarks(original, translation).map(({ sign, kind, item }) => `${sign} ${kind} ${item}`)

describe('the marks of a translation beside its original (P16)', () => {
  const cases: [what: string, original: string, translation: string, expected: string[]][] = [
    ['are the same without any', 'It rained.', 'Дощило.', []],
    ['may have other words in a link', 'See [the report](https://a.example/x).', 'Див. [звіт](https://a.example/x).', []],
    ['may stand in another order', '[a](/a) and [b](/b)', '[б](/b) та [а](/a)', []],
    ['lack a link that stands only as words', 'See [it](https://a.example).', 'Див. це.', ['missing link https://a.example']],
    ['lack the second of two equal links', '[a](/x) [b](/x)', '[а](/x)', ['missing link /x']],
    ['have a link too many', 'See it.', 'Див. [це](/x).', ['extra link /x']],
    ['have another target', '[a](/x)', '[а](/y)', ['missing link /x', 'extra link /y']],
    ['lack a link torn by a space', '[a](https://a.example)', '[а] (https://a.example)', ['missing link https://a.example']],
    ['lack a piece of code', 'Run `npm test`.', 'Запустіть npm test.', ['missing code npm test']],
    ['have a translated piece of code', 'Run `npm test`.', 'Запустіть `тест`.', ['missing code npm test', 'extra code тест']],
    ['are not looked for in escaped signs', 'a \\[b](/c)', 'а', []],
    ['may be emphasised otherwise', '*a* and **b**', 'а та б', []],
    ['are found inside emphasis', '**[a](/x)**', 'а', ['missing link /x']],
  ]
  for (const [what, original, translation, expected] of cases) it(what, () => assert.deepEqual(told(original, translation), expected))

  it('are whole again with what is offered for insertion', () => {
    const piece = fc.oneof(
      fc.constantFrom('/x', 'https://a.example/b', 'https://a.example/(c)', '#d').map((item) => ({ kind: 'link' as const, item })),
      fc.constantFrom('npm test', 'a`b', '`', 'x``').map((item) => ({ kind: 'code' as const, item })),
    )
    fc.assert(fc.property(fc.array(piece, { maxLength: 4 }), (pieces) => {
      const original = pieces.map((one) => `слово ${snippetOf(one)}`).join(' ')
      const inserted = compareMarks(original, 'Переклад').map(snippetOf).join(' ')
      assert.deepEqual(told(original, `Переклад ${inserted}`), [])
      assert.equal(compareMarks(original, 'Переклад').length, pieces.length)
    }))
  })
})

describe('a torn link (P16)', () => {
  const cases: [text: string, expected: string][] = [
    ['[звіт] (https://a.example/x)', '[звіт](https://a.example/x)'],
    ['[а]  (/б) і [в] (#г)', '[а](/б) і [в](#г)'],
    ['[звіт] (дивно)', '[звіт] (дивно)'],
    ['[звіт]\n(https://a.example)', '[звіт]\n(https://a.example)'],
    ['[звіт](https://a.example)', '[звіт](https://a.example)'],
  ]
  for (const [text, expected] of cases) it(`${text} is mended into ${expected}`, () => assert.equal(mendLinks(text), expected))
})
