import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { cleanText } from '../clean.ts'
import { parseInline, partsText, plainText } from '../inline.ts'
import type { Block } from '../pagetext/model.ts'
import { readMarkdown } from './read.ts'
import { spellInline, tidyInline } from './spell.ts'
import { anyBlocks, anyInline, writeBlocks } from '../../../test/written.ts'

const told = ({ kind, text, level, list, picture }: Block) => [kind, ...level ? [level] : [], ...list ? [list] : [], text, ...picture ? [picture.file] : []].join(' | ')
const read = (text: string) => readMarkdown(text).blocks.map(told)
const noticed = (text: string) => Object.fromEntries(readMarkdown(text).notices.map(({ code, items }) => [code, items]))

describe('a text in Markdown', () => {
  const cases: [what: string, text: string, blocks: string[]][] = [
    ['a title and paragraphs', '# Two *bridges*\n\nIt rained\nuntil noon.\n\nThen not.', ['title | Two *bridges*', 'paragraph | It rained until noon.', 'paragraph | Then not.']],
    ['levels of headings', 'A\n=\n\n## B\n\n### C\n\n#### D\n\n##### E\n\n# F', ['title | A', 'heading | 2 | B', 'heading | 3 | C', 'heading | 4 | D', 'heading | 4 | E', 'heading | 2 | F']],
    ['lists within lists', '1. one\n   - in\n     1. deep\n2. two', ['list_item | 1 | ordered | one', 'list_item | 2 | bulleted | in', 'list_item | 3 | ordered | deep', 'list_item | 1 | ordered | two']],
    ['an item of several paragraphs, which stays one item', '- one\n\n  more\n- two', ['list_item | 1 | bulleted | one\nmore', 'list_item | 1 | bulleted | two']],
    ['quotations', '> One.\n>\n> Two.', ['quotation | One.', 'quotation | Two.']],
    ['code, letter for letter', '```\n  if (a_b) *c*\n\n# d\n```\n\n    indented', ['code |   if (a_b) *c*\n\n# d', 'code | indented']],
    ['a divider', 'a\n\n* * *\n\nb', ['paragraph | a', 'rule | ---', 'paragraph | b']],
    ['an image with its caption', '![Міст](a/міст.png "Уночі")', ['image | Міст | a/міст.png', 'caption | Уночі']],
    ['images inside a paragraph', 'One ![a](a.png) two ![](b.png).', ['paragraph | One two .', 'image | a | a.png', 'image |  | b.png']],
    ['two breaks in a row', 'one\n<br /><br />\ntwo', ['paragraph | one', 'paragraph | two']],
    ['a hard break', 'one  \ntwo\\\nthree', ['paragraph | one\ntwo\nthree']],
    ['references, resolved', 'See [the *law*][1] and [this].\n\n[1]: https://x.example/?a=1&amp;b\n[this]: /uk/', ['paragraph | See [the *law*](https://x.example/?a=1&b) and [this](/uk/).']],
    ['an address with spaces and brackets', '[a](<b c>) [d](/e(f)) <https://g.example>', ['paragraph | a [d](</e(f)>) <https://g.example>']],
    ['signs that mark nothing', '2 \\* 3 \\* 4, snake_case, \\[sic\\], 1\\. &copy; &lt;b&gt;', ['paragraph | 2 * 3 * 4, snake_case, [sic], 1. © <b>']],
    ['signs that would mark something', '\\*not emphasis\\* \\`code\\`', ['paragraph | \\*not emphasis\\* \\`code\\`']],
    ['emphasis and strong, in both signs', '_a_ __b__ ***c*** *d **e** f*', ['paragraph | _a_ __b__ ***c*** *d **e** f*']],
    ['code with a fence inside', '`` a`b `` ` `` `', ['paragraph | `` a`b `` ` `` `']],
  ]
  for (const [what, text, blocks] of cases) it(`keeps ${what}`, () => assert.deepEqual(read(text), blocks))

  it('never becomes HTML: tags go and are named, their words stay', () => {
    const text = 'A <b onclick="x">bold</b> word<br>and <!-- hidden --> a line.\n\n<div>\n<script>alert(1)</script>\n</div>\n\nEnd.'
    assert.deepEqual(read(text), ['paragraph | A bold word\nand a line.', 'aside | <div>\n<script>alert(1)</script>\n</div>', 'paragraph | End.'])
    assert.deepEqual(noticed(text), { html: ['<b onclick="x">', '</b>', '<!-- hidden -->'], html_block: [] })
  })

  it('is never cut at a mark, however it begins and ends (P16)', () => {
    const marks = ['*e*', '**s**', '`c`', '[l](https://x.example)', '***b***', '[**m**](/a)', '![i](i.png)', '<b>h</b>', '`a` `b`']
    for (const mark of marks) {
      for (const text of [`${mark} after`, `before ${mark}`, `one ${mark} two ${mark}, three`, `${mark}\n${mark} x`]) {
        assert.equal(read(text).filter((one) => !one.startsWith('image')).length, 1, text)
      }
    }
  })

  it('names what is left out', () => {
    const text = '[a](https://a.example "Tip") [b](other.md) foo**"x"**bar\n\n```js one\nx\n```\n\n3. c\n\n[unused]: /x "T"\n\n[![alt](i.png)](https://big.example)'
    assert.deepEqual(noticed(text), {
      link_title: ['Tip'], unsafe_link: ['other.md'], code_language: ['js one'], list_start: ['3'], picture_link: ['https://big.example'], unused_definition: ['[unused]: /x "T"'],
    })
  })

  it('takes the address that a heading has elsewhere for no words of it', () => {
    assert.deepEqual(read('# A {#a}\n\n## Про що {#про-що_1}\n\n## {#b}\n\ntext {#c}\n\n## `x {#d}`'),
      ['title | A', 'heading | 2 | Про що', 'heading | 2 | {#b}', 'paragraph | text {#c}', 'heading | 2 | `x {#d}`'])
    assert.deepEqual(noticed('# A {#a}\n\n## Про що {#про-що_1}'), { heading_address: ['{#a}', '{#про-що_1}'] })
  })

  it('says in which lines each piece stands', () => {
    assert.deepEqual(readMarkdown('---\nlang: uk\n---\n\n# A\n\nb\nc\n').blocks.map(({ lines }) => lines), [[5, 5], [7, 8]])
  })

  const CORPUS = new URL('../../../../shared/corpora/articles/', import.meta.url)
  it('is an article, for real ones', { skip: !existsSync(CORPUS) && 'the shared corpora are not here' }, () => {
    const files = globSync('*/{en,uk}.v1.md', { cwd: CORPUS })
    assert.ok(files.length >= 10)
    for (const file of files) {
      const cleaned = cleanText(readFileSync(new URL(file, CORPUS), 'utf8'))
      assert.ok('text' in cleaned)
      const { blocks } = readMarkdown(cleaned.text)
      const links = cleaned.text.replace(/\[!\[.*/g, '').match(/\]\(https?:\/\/[^)\s]+\)/g) ?? []
      const kept = blocks.map(({ text }) => text).join('\n')
      assert.deepEqual(links.filter((link) => !kept.includes(link.slice(2, -1))), [], file)
      assert.ok(blocks.every(({ text }) => text !== '' && !text.includes('](./')), file)
    }
  })
})

describe('front matter', () => {
  const matter = (yaml: string, body = '# T\n\nText.') => readMarkdown(`---\n${yaml}\n---\n\n${body}`)

  it('says what the article is and whose', () => {
    const { blocks, particulars, notices } = matter('title: A *star*\ndescription: The lead\nauthors:\n  - name: Ann\n    role: Poet\n  - Bo\nlang: en-GB\ndate: 2025-12-10\ntags: [towns, rain]\nkind: essay', 'Text.')
    assert.deepEqual(blocks.map(told), ['title | A \\*star\\*', 'lead | The lead', 'author_name | Ann', 'author_role | Poet', 'author_name | Bo', 'paragraph | Text.'])
    assert.deepEqual(particulars, { language: 'en', date: '2025-12-10', topics: ['towns', 'rain'], genre: 'essay' })
    assert.deepEqual(notices, [])
  })

  it('may be in Ukrainian', () => {
    const { blocks, particulars } = matter('мова: ua\nавторка: Олена\nпосада: докторка\nтеми: міста, дощ\nвид: есе')
    assert.deepEqual(blocks.map(told), ['title | T', 'author_name | Олена', 'author_role | докторка', 'paragraph | Text.'])
    assert.deepEqual(particulars, { language: 'uk', date: null, topics: ['міста', 'дощ'], genre: 'есе' })
  })

  it('with the title of the text says it once, with another one twice', () => {
    assert.deepEqual(matter('title: T').blocks.map(told), ['title | T', 'paragraph | Text.'])
    assert.deepEqual(matter('title: Other').blocks.map(told), ['title | Other', 'heading | 2 | T', 'paragraph | Text.'])
  })

  it('names every key it has no place for', () => {
    assert.deepEqual(matter('layout: post\ndate: 2025-13-40\nauthor: {name: Ann, web: x}\ntitle: {a: b}\ndraft: true').notices, [
      { code: 'front_matter', items: ['layout: post', 'date: 2025-13-40', 'author: {"name":"Ann","web":"x"}', 'title: {"a":"b"}', 'draft: true'] },
    ])
  })

  const bombs: [what: string, yaml: string][] = [
    ['aliases of aliases', 'a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b,*b]'], ['lists without end', `x: ${'['.repeat(15_000)}`], ['a broken line', 'title: "unfinished'], ['one key twice', 'title: A\ntitle: B'],
  ]
  for (const [what, yaml] of bombs) {
    it(`that cannot be read is left out whole: ${what}`, () => {
      const { blocks, notices } = matter(yaml)
      assert.deepEqual(blocks.map(({ kind }) => kind), ['aside', 'title', 'paragraph'])
      assert.deepEqual(notices, [{ code: 'unreadable_front_matter', items: [] }])
    })
  }

  it('is no front matter when it is a divider', () => {
    assert.deepEqual(read('---\n\nOne.\n\n---\n\nTwo.'), ['rule | ---', 'paragraph | One.', 'rule | ---', 'paragraph | Two.'])
  })
})

describe('the words of a text in Markdown', () => {
  it('come through from blocks to Markdown and back', () => {
    fc.assert(fc.property(anyBlocks(), (blocks) => {
      const written = writeBlocks(blocks)
      assert.deepEqual(readMarkdown(written).blocks.map(told), blocks.map(told), written)
    }), { numRuns: 500 })
  })

  it('are all in a block, in a notice or in the particulars, whatever signs stand about them', () => {
    const sign = fc.constantFrom(...'*_`[]()<>!#>-+=:|"\'\\~&', '\n', '\n\n', '    ', '1. ', '---\n', '```', '](/a "', '![', '<div>', '<!--', '[a]: /b ')
    const word = fc.nat({ max: 99_999 }).map((number) => `w${number}w`)
    fc.assert(fc.property(fc.array(fc.oneof({ weight: 2, arbitrary: sign }, { weight: 3, arbitrary: word.map((one) => ` ${one} `) }, word), { maxLength: 40 }), (pieces) => {
      const text = pieces.join('').trim()
      const kept = JSON.stringify(readMarkdown(text))
      const lost = (text.match(/w\d+w/g) ?? []).filter((one) => !kept.includes(one))
      assert.deepEqual(lost, [], text)
    }), { numRuns: 2000 })
  })

  it('are spelled so that they are read as they were meant, marks and all', () => {
    fc.assert(fc.property(anyInline(), (parts) => {
      const { text, whole } = spellInline(parts)
      const [wanted, found] = [tidyInline(parts), tidyInline(parseInline(text))]
      if (whole) assert.deepEqual(found, wanted, text)
      else assert.equal(plainText(text), partsText(wanted), text)
    }), { numRuns: 1000 })
  })
})
