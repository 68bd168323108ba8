import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { changeKind, flipHyphen, joinWithPrevious, splitAtEmptyLines } from './edit.ts'
import type { Block } from './model.ts'
import { readPageText } from './read.ts'

// Everything the reader looks for, so that chance puts it together in every order.
const FRAGMENTS = [
  'слово ', 'Речення кінчається. ', 'word ', 'A sentence ends. ', 'безпе-\n', 'so-\ncalled ', 'двох-\nі ', 'agree\u00AD\nment ', '1939-\n1940 ', '‐\n', '-\n',
  '\n', '\n\n', '\n\n', '\n    ', '\n  • ', '\n• ', '\n1. ', '\n2. ', '\n3) ', '\nа) ', '\nб) ', '\n(1) ', '\ni) ', '\nii) ', '\n— ', '\n- ', '\n* ', '\n> ',
  '\n1939. ', '\nby Ann Lee,\n', '\nАвтор: Олег Шум, директор\n', 'Олег Шум', '\nдиректор Центру\n', '9.1 C\n', 'Луцьк\n', '10 грудня 2025\n', '\nКонтакти\n',
  '\nOur mission is peace.\n', 'Назва...\n', '…\n', '«', '»', '"', '-----\n', '_____\n', 'тел.: 050 000 00 00\n', 'a@b.example\n', '© 2025\n', '\t', ' ', 'Ї', 'ʼ', '0',
]
const pages = fc.oneof(
  { weight: 4, arbitrary: fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 40 }).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }).map((text) => text.normalize('NFC')) },
)
const options = fc.constantFrom({ language: 'uk' }, { language: 'en' }, { language: 'xx-Broken!' }, { language: 'uk', isWord: () => true },
  { language: 'en', isWord: () => false }, { language: 'uk', isWord: (word: string) => word.length % 2 === 0 })

describe('readPageText on any text', () => {
  it('loses no letter or figure but markers and the words that announce an author', () => {
    fc.assert(fc.property(pages, options, (page, choice) => {
      const { blocks } = readPageText(page, choice)
      assert.ok(isWhole(page, blocks), JSON.stringify({ page, blocks }))
    }), { numRuns: 20_000 })
  })

  it('gives blocks in the order of their lines, each with text and with what its kind needs', () => {
    fc.assert(fc.property(pages, options, (page, choice) => {
      let last = 1
      for (const block of readPageText(page, choice).blocks) {
        assert.ok(block.lines[0] >= last && block.lines[1] >= block.lines[0] && block.lines[1] <= page.split('\n').length)
        last = block.lines[0]
        assert.notEqual(block.text.trim(), '')
        assert.equal(block.aside !== undefined, block.kind === 'aside')
        assert.equal(block.level !== undefined, block.kind === 'heading' || block.kind === 'list_item')
        assert.equal(block.list !== undefined, block.kind === 'list_item')
        for (const { kept, dropped, chosen } of block.doubts) assert.ok(block.text.includes(chosen === 'kept' ? kept : dropped))
      }
    }), { numRuns: 3000 })
  })
})

describe('edits on any page', () => {
  it('keep every letter, and a hyphen put back and forth leaves the text as it was', () => {
    fc.assert(fc.property(pages, options, fc.nat(12), fc.nat(3), (page, choice, index, doubt) => {
      const { blocks } = readPageText(page, choice)
      const before = JSON.stringify(blocks)
      assert.equal(lettersOf(joinWithPrevious(blocks, index)), lettersOf(blocks))
      assert.equal(lettersOf(splitAtEmptyLines(blocks, index)), lettersOf(blocks))
      assert.equal(lettersOf(changeKind(blocks, index, 'title')), lettersOf(blocks))
      assert.deepEqual(flipHyphen(flipHyphen(blocks, index, doubt), index, doubt), blocks)
      assert.equal(JSON.stringify(blocks), before)
    }), { numRuns: 3000 })
  })
})

const onlyLetters = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '')
const lettersOf = (blocks: readonly Block[]): string => blocks.map(({ text }) => onlyLetters(text)).join('')

const MARKER = /^[\s>]*\(?(?:\d{1,3}|\p{L}{1,5})[.)]\s/u
const ANNOUNCEMENT = /^[\s>]*(?:written by|text by|words by|by|co-?authors?|authors?|авторка|авторки|автор|автори|авторство|текст)[\s:—–-]+/iu

/** Follows the output line by line: a line's letters stand there whole, or without its marker or announcement. */
function isWhole(page: string, blocks: Block[]): boolean {
  const output = lettersOf(blocks)
  let reached = new Set([0])
  for (const line of page.split('\n')) {
    const readings = new Set([line, line.replace(MARKER, ''), line.replace(ANNOUNCEMENT, '')].map(onlyLetters))
    const next = new Set<number>()
    for (const at of reached) for (const letters of readings) if (output.startsWith(letters, at)) next.add(at + letters.length)
    reached = next
  }
  return reached.has(output.length)
}
