import fc from 'fast-check'
import { cleanCode, cleanText } from '../src/text/clean.ts'
import type { MarkedRow } from '../src/text/markdown/model.ts'

const SIGNS = [
  '#', '##', '>', '-', '+', '*', '**', '_', '__', '1.', '2)', '10.', '=', '===', '---', '***', '~~~', '```', '`', '``', '    ', '\t', '|', '<', '<b>', '</p>', '<!--', '<br>',
  '<https://x.example>', '<a@b.example>', '[x]:', '[x]', '[', ']', '](/a)', '[a](/b)', '[a](<b c>)', '![', '![a](b.png)', '](/a "T")', '[a](javascript:x)', '{.lead}', '{.author}', '{', '}', '\\', '\\*',
  '\\[', '\\\\', '&amp;', '&#35;', '&', '!', ':', '"', '\'', '(', ')', '.', '@', '%', '---\ntitle: x\n---', '\n', '\n', '\n\n', '  ', ' ', ' ', ' ', '\u00a0', '\u00ad', 'и\u0306', '\u0301', '\u2028', '\u200b', '\ufeff',
  '\u202f', '👩‍👧', 'сло\u00adво', 'дощ', 'Місто', 'rain', 'C:\\d', 'a_b', '2*3', '«так»', '—', '*e*', '**s**', '_e_', '`c`', '`<b>`', '<div>', '<script>', '[^1]', '- [ ]', '{.item level=2}', '```{.lead}',
]
const sign = fc.constantFrom(...SIGNS)
const cleaned = (raw: string) => {
  const clean = cleanText(raw)
  return 'text' in clean ? clean.text : ''
}
const code = (raw: string) => {
  const clean = cleanCode(raw)
  return 'text' in clean ? clean.text : ''
}
const nasty = fc.array(sign, { minLength: 1, maxLength: 9 }).map((some) => some.join(''))
const spaced = fc.array(sign, { minLength: 1, maxLength: 6 }).map((some) => some.join(' '))
const raw = fc.oneof(nasty, spaced, fc.string({ unit: 'grapheme', maxLength: 12 }))

/** Texts as they can be stored, whatever was typed. */
const stored = raw.map(cleaned).filter((text) => text !== '')
const HASHES = ['a', 'b', '0'].map((digit) => digit.repeat(64))

const plain = { level: 0, list: null, asset: null }
const row: fc.Arbitrary<MarkedRow> = fc.oneof(
  fc.record({ kind: fc.constantFrom('title', 'lead', 'paragraph', 'quotation', 'caption', 'author_name', 'author_role'), text: stored }).map((one): MarkedRow => ({ ...plain, ...one })),
  fc.record({ text: stored, level: fc.constantFrom(2, 3, 4) }).map((one): MarkedRow => ({ ...plain, kind: 'heading', ...one })),
  {
    weight: 2,
    arbitrary: fc.record({ text: stored, level: fc.constantFrom(1, 1, 2, 2, 3, 4, 6, 9), list: fc.constantFrom('ordered', 'bulleted') }).map((one): MarkedRow => ({ ...plain, kind: 'list_item', ...one })),
  },
  fc.record({ text: stored, asset: fc.constantFrom(...HASHES, null) }).map((one): MarkedRow => ({ ...plain, kind: 'image', ...one })),
  raw.map(code).filter((text) => text !== '').map((text): MarkedRow => ({ ...plain, kind: 'code', text })),
  fc.constant<MarkedRow>({ ...plain, kind: 'rule', text: '---' }),
)

/** An article's paragraphs in any order, with any texts. */
export function anyRows(): fc.Arbitrary<MarkedRow[]> {
  return fc.array(row, { minLength: 1, maxLength: 12 })
}
