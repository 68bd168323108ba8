import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { segmentsOf, understandPage } from '../../exchange/understand.ts'
import { cleanText } from '../clean.ts'
import type { MarkedRow } from './model.ts'
import { readMarkdown } from './read.ts'
import { writeMarkdown } from './write.ts'
import { anyRows } from '../../../test/outlines.ts'

const HASH = 'ab'.repeat(32)
const row = (kind: MarkedRow['kind'], text: string, more: Partial<MarkedRow> = {}): MarkedRow => ({ kind, text, level: 0, list: null, asset: null, ...more })
const item = (list: 'ordered' | 'bulleted', level: number, text: string) => row('list_item', text, { list, level })
const picture = (text: string) => row('image', text, { asset: HASH })
const read = (text: string): MarkedRow[] => segmentsOf(readMarkdown(text).blocks).map(({ asset = null, ...one }) => ({ ...one, asset }))

/** What is written is read as it was: at once, and once it was cleaned as every text that is sent. */
function assertLasting(rows: readonly MarkedRow[]): void {
  const written = writeMarkdown(rows)
  const cleaned = cleanText(written)
  assert.ok('text' in cleaned)
  for (const text of new Set([written, `${cleaned.text}\n`])) {
    const { blocks, notices } = readMarkdown(text)
    assert.deepEqual(read(text), rows, written)
    assert.deepEqual([notices, blocks.filter(({ kind }) => kind === 'aside')], [[], []], written)
  }
}

describe('an original, written in Markdown', () => {
  const cases: [what: string, rows: MarkedRow[], written: string][] = [
    ['a title, the byline and the lead', [row('title', 'The *clock*'), row('author_name', 'Olena Hai'), row('author_role', 'historian'), row('lead', 'Seven minutes.')],
      '# The *clock*\n\n{.author}\nOlena Hai\n\n{.role}\nhistorian\n\n{.lead}\nSeven minutes.\n'],
    ['headings and paragraphs', [row('heading', 'One', { level: 2 }), row('paragraph', 'Дощ, і **вітер**.'), row('heading', 'Two #', { level: 4 })],
      '## One\n\nДощ, і **вітер**.\n\n#### Two \\#\n'],
    ['lists in lists', [item('bulleted', 1, 'a'), item('ordered', 2, 'b\nmore'), item('ordered', 2, 'c'), item('bulleted', 1, 'd'), item('ordered', 1, 'e')],
      '- a\n  1. b\\\n     more\n  2. c\n- d\n\n1. e\n'],
    ['levels left out', [item('ordered', 1, 'a'), item('ordered', 3, 'b'), item('bulleted', 2, 'c')], '1. a\n   - 1. b\n   - c\n'],
    ['quotations, one by one', [row('quotation', 'One.\nLine.'), row('quotation', 'Two.')], '> One.\\\n> Line.\n\n> Two.\n'],
    ['an image and its caption', [picture('Міст'), row('caption', 'Уночі, «майже» ранок')], `![Міст](/images/${HASH} "Уночі, «майже» ранок")\n`],
    ['a caption with marks', [picture('a_b [c]'), row('caption', '*Photo*')], `![a_b [c]](/images/${HASH})\n\n{.caption}\n*Photo*\n`],
    ['a caption without an image', [row('caption', 'Alone')], '{.caption}\nAlone\n'],
    ['code and dividers', [row('rule', '---'), row('code', '  a\n\n```\nb'), row('rule', '---')], '***\n\n````\n  a\n\n```\nb\n````\n\n---\n'],
    ['a second title', [row('lead', 'First'), row('title', 'A'), row('title', 'B')], '{.lead}\nFirst\n\n# A\n\n{.title}\nB\n'],
    ['signs at the beginning of lines', [row('paragraph', '1. a\n- b\n# c\n> d\n===\n~~~'), row('paragraph', '[x]: /y'), row('paragraph', '{.lead}')],
      '1\\. a\\\n\\- b\\\n\\# c\\\n\\> d\\\n\\===\\\n\\~~~\n\n\\[x]: /y\n\n\\{.lead}\n'],
    ['what HTML or a picture would be', [row('paragraph', '<b> & &amp; `<i>` <https://x.example> wow![a](/b)')], '\\<b> & \\&amp; `<i>` <https://x.example> wow\\![a](/b)\n'],
    ['signs that mark nothing, without a backslash', [row('paragraph', 'a_b, 2 * 3, C:\\d, 1 < 2, AT&T, [sic], +380'), row('paragraph', '_e_  and \\*no\\*')],
      'a_b, 2 * 3, C:\\d, 1 < 2, AT&T, [sic], +380\n\n_e_  and \\*no\\*\n'],
    ['what only a fence keeps', [row('paragraph', 'verse\n    indented'), item('ordered', 2, '2 \\* 3'), row('image', 'two\nlines', { asset: HASH }), row('heading', 'a\nb', { level: 3 })],
      `\`\`\`{.paragraph}\nverse\n    indented\n\`\`\`\n\n\`\`\`{.item level=2 list=ordered}\n2 \\* 3\n\`\`\`\n\n`
      + `\`\`\`{.image src=/images/${HASH}}\ntwo\nlines\n\`\`\`\n\n\`\`\`{.heading level=3}\na\nb\n\`\`\`\n`],
  ]
  for (const [what, rows, written] of cases) {
    it(`has ${what}`, () => {
      assert.equal(writeMarkdown(rows), written)
      assertLasting(rows)
      assert.equal(writeMarkdown(read(written)), written)
    })
  }

  it('is read as it was, whatever paragraphs it has, in whatever order', () => {
    fc.assert(fc.property(anyRows(), assertLasting), { numRuns: 600 })
  })

  it('has no backslash in prose, and no line broken that was not', () => {
    const words = fc.array(fc.constantFrom('дощ', 'The', 'rain', '«так»,', '2024', '(ні)', '“yes”', 'it’s', '—', 'що-небудь', '50 %', 'и\u0306', 'сло\u00adво', 'a\u00a0b.'), { minLength: 1, maxLength: 60 })
    fc.assert(fc.property(words.map((some) => some.join(' ')), (text) => assert.equal(writeMarkdown([row('paragraph', text)]), `${text}\n`)))
  })

  it('takes no time that grows faster than its text', () => {
    const tangled = ['*a '.repeat(16_000), '`'.repeat(49_999), '[a](/b '.repeat(7000), '\\'.repeat(50_000), '<a'.repeat(25_000), '&a'.repeat(25_000), '- '.repeat(25_000), '{.lead}\n'.repeat(6000)]
    const rows = tangled.map((text) => row('paragraph', text.trim()))
    const before = process.cpuUsage()
    const written = writeMarkdown(rows)
    assert.ok(process.cpuUsage(before).user < 3_000_000)
    assert.deepEqual(read(written), rows)
  })

  const CORPORA = new URL('../../../../shared/corpora/', import.meta.url)
  it('lasts for real articles', { skip: !existsSync(CORPORA) && 'the shared corpora are not here' }, () => {
    const files = globSync('**/*.md', { cwd: CORPORA })
    assert.ok(files.length >= 100)
    for (const file of files) assertLasting(read(cleanedFile(new URL(file, CORPORA))))
  })

  it('lasts for the articles of the demo', async () => {
    const ESSAYS = new URL('../../../scripts/demo/essays/', import.meta.url)
    const files = globSync('*.txt', { cwd: ESSAYS })
    assert.ok(files.length >= 4)
    for (const file of files) {
      const { blocks } = await understandPage(cleanedFile(new URL(file, ESSAYS)), file.split('.')[1] ?? '')
      const rows = segmentsOf(blocks).map(({ asset = null, ...one }) => ({ ...one, asset }))
      assertLasting(rows)
      assert.doesNotMatch(writeMarkdown(rows), /\\|```/)
    }
  })
})

function cleanedFile(file: URL): string {
  const cleaned = cleanText(readFileSync(file, 'utf8'))
  return 'text' in cleaned ? cleaned.text : assert.fail(file.pathname)
}
