import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { readingParts } from './article.ts'
import { authorsOf, blocksOf, headingDepths, type Shown, type TextList } from './body.ts'
import { excerptOf, minutesOf } from './excerpt.ts'

const row = (kind: Shown['kind'], text: string, level = 0, list: Shown['list'] = null): Shown =>
  ({ segment: text, kind, level, list, language: 'en', text, textHtml: text, mark: null, number: null, picture: null })
const item = (text: string, level = 1, list: Shown['list'] = 'bulleted') => row('list_item', text, level, list)

/** `ul(a ul(b) c)` */
function drawn(list: TextList): string {
  const items = list.items.map(({ passage, lists }) => [passage.text, ...lists.map(drawn)].join(' '))
  return `${list.ordered ? 'ol' : 'ul'}(${items.join(', ')})`
}

const drawnBlocks = (rows: Shown[]) => blocksOf(rows).map((block) => {
  if (block.kind === 'list') return drawn(block.list)
  if (block.kind === 'figure') return `figure ${block.figure.alt.text}${block.figure.caption ? ` (${block.figure.caption.text})` : ''}`
  return block.kind === 'heading' ? `h${block.level} ${block.passage.text}` : `${block.kind} ${block.passage.text}`
})

describe('the body of an article', () => {
  const cases: [what: string, rows: Shown[], expected: string[]][] = [
    ['one list of neighbours', [item('a'), item('b')], ['ul(a, b)']],
    ['two lists parted by a paragraph', [item('a'), row('paragraph', 'p'), item('b')], ['ul(a)', 'paragraph p', 'ul(b)']],
    ['a list in an item', [item('a'), item('b', 2), item('c')], ['ul(a ul(b), c)']],
    ['lists three deep, and back at once', [item('a'), item('b', 2), item('c', 3), item('d')], ['ul(a ul(b ul(c)), d)']],
    ['a skipped depth', [item('a'), item('b', 3), item('c', 2)], ['ul(a ul(b, c))']],
    ['a list that begins deep', [item('a', 2), item('b')], ['ul(a, b)']],
    ['kinds side by side', [item('a', 1, 'ordered'), item('b'), item('c', 1, 'ordered')], ['ol(a)', 'ul(b)', 'ol(c)']],
    ['another kind inside', [item('a', 1, 'ordered'), item('b', 2), item('c', 1, 'ordered')], ['ol(a ul(b), c)']],
    ['headings that skip no level', [row('heading', 'a', 4), row('heading', 'b', 4), row('heading', 'c', 2), row('heading', 'd', 4)], ['h2 a', 'h2 b', 'h2 c', 'h3 d']],
    ['headings of one level', [row('heading', 'a', 3), row('heading', 'b', 3), row('heading', 'c', 4), row('heading', 'd', 3)], ['h2 a', 'h2 b', 'h3 c', 'h2 d']],
    ['a picture with its caption', [row('image', 'i'), row('caption', 'c'), row('paragraph', 'p')], ['figure i (c)', 'paragraph p']],
    ['pictures and captions that do not match', [row('caption', 'c'), row('image', 'i'), row('image', 'j'), row('caption', 'd'), row('caption', 'e')], ['caption c', 'figure i', 'figure j (d)', 'caption e']],
    ['code and rules', [row('code', 'x'), row('rule', '---'), row('code', 'y')], ['code x', 'rule ---', 'code y']],
    ['nothing of title, lead and byline', [row('title', 't'), row('lead', 'l'), row('quotation', 'q'), row('author_name', 'n'), row('author_role', 'r')], ['quotation q']],
  ]
  for (const [what, rows, expected] of cases) it(`is ${what}`, () => assert.deepEqual(drawnBlocks(rows), expected))

  it('loses no paragraph and no order', () => {
    const rows = fc.array(fc.record({
      kind: fc.constantFrom('paragraph' as const, 'list_item' as const, 'heading' as const, 'quotation' as const,
        'image' as const, 'caption' as const, 'code' as const, 'rule' as const),
      level: fc.integer({ min: 0, max: 6 }), list: fc.constantFrom('ordered' as const, 'bulleted' as const),
    }))
    fc.assert(fc.property(rows, (some) => {
      const shown = some.map((one, n) => ({ ...row(one.kind, `«${n}»`, one.level, one.kind === 'list_item' ? one.list : null) }))
      const found = drawnBlocks(shown).join(' ').match(/«\d+»/g) ?? []
      const deepFirst = shown.map(({ text }) => text)
      assert.deepEqual(found.toSorted(), deepFirst.toSorted())
    }))
  })

  it('has headings of which none is more than one deeper than that before it, neighbours of one level equal, a lower one deeper', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 2, max: 4 })), (levels) => {
      const depths = levels.map(headingDepths())
      for (const [at, depth] of depths.entries()) {
        const [level = 0, before = 0] = [levels[at], levels[at - 1]]
        const last = depths[at - 1] ?? 1
        assert.ok(depth <= last + 1)
        const follows = Math.sign(depth - last) === Math.sign(level - before) || (level < before && depth === last)
        assert.ok(at === 0 || follows, levels.join())
      }
    }))
  })

  it('has contents from three headings on, in which a part of a part stands deeper, as deep as in the text', () => {
    const drawn = (levels: readonly number[]) => readingParts(levels.map((level) => row('heading', `h${level}`, level)))
      .contents.map(({ text, deep }) => `${deep ? '> ' : ''}${text}`)
    assert.deepEqual(drawn([2, 3]), [])
    assert.deepEqual(drawn([2, 3, 2]), ['h2', '> h3', 'h2'])
    assert.deepEqual(drawn([3, 3, 4]), ['h3', 'h3', '> h4'])
  })

  it('pairs each name with the role that follows it', () => {
    const rows = [row('author_name', 'A'), row('author_role', 'x'), row('author_name', 'B'), row('author_name', 'C'), row('author_role', 'y'), row('author_role', 'z')]
    assert.deepEqual(authorsOf(rows).map(({ name, role }) => [name.text, role?.text ?? null]), [['A', 'x'], ['B', null], ['C', 'y']])
    assert.deepEqual(authorsOf([row('author_role', 'x')]), [])
  })
})

describe('an excerpt', () => {
  const cases: [text: string, most: number, expected: string][] = [
    ['Short.', 20, 'Short.'], ['Two  spaces\nand a line.', 40, 'Two spaces and a line.'], ['One two three four', 9, 'One two…'],
    ['One two, three', 9, 'One two…'], ['One two three', 7, 'One…'], ['It rained. Nobody came at all.', 20, 'It rained.'], ['Hm. Nobody came at all today.', 20, 'Hm. Nobody came at…'],
    ['«Дощило!» Ніхто не прийшов.', 15, '«Дощило!»'], ['Донаудампфшиффарт', 5, 'Дона…'], ['', 5, ''], ['Exactly ten', 11, 'Exactly ten'],
  ]
  for (const [text, most, expected] of cases) it(`of ${JSON.stringify(text)} in ${most} is ${expected}`, () => assert.equal(excerptOf(text, most), expected))

  it('is never longer than it may be', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('a', 'ї', ' ', '. ', '—', '\n'), maxLength: 300 }), fc.integer({ min: 2, max: 100 }),
      (text, most) => excerptOf(text, most).length <= most))
  })
})

it('takes a minute for fifteen hundred characters, and one at least', () => {
  assert.deepEqual([[], ['x'], ['x'.repeat(1500)], ['x'.repeat(1500), 'x']].map((texts) => minutesOf(texts.map((text) => ({ text })))), [1, 1, 1, 2])
})
