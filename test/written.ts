import fc from 'fast-check'
import type { Inline } from '../src/text/inline.ts'
import type { Block } from '../src/text/pagetext/model.ts'
import { spellInline } from '../src/text/markdown/spell.ts'

type Written = Pick<Block, 'kind' | 'level' | 'list' | 'text' | 'picture' | 'lines' | 'doubts'>

const word = fc.constantFrom('дощ', 'місто', 'rain', 'a_b', '2*3', 'x`y', '[sic]', 'Їжак', '1.', '#', '«так»', '<b>', '\\', 'C:\\d')
const words = fc.array(word, { minLength: 1, maxLength: 5 }).map((some) => some.join(' '))

/** Parts of a paragraph, nested as marks may be. */
export function anyInline(): fc.Arbitrary<Inline[]> {
  const { parts } = fc.letrec<{ parts: Inline[]; part: Inline }>((tie) => ({
    parts: fc.array(tie('part'), { minLength: 1, maxLength: 4 }),
    part: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      { weight: 4, arbitrary: words.map((text): Inline => ({ kind: 'text', text: ` ${text} ` })) },
      { weight: 1, arbitrary: fc.constantFrom('code', 'a`b', '`', 'x y').map((text): Inline => ({ kind: 'code', text })) },
      { weight: 1, arbitrary: fc.constant<Inline>({ kind: 'break' }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('emphasis' as const, 'strong' as const), parts: tie('parts') }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('link' as const), href: fc.constantFrom('/a', 'https://x.example/?a=(b)', '#p'), parts: fc.constant<Inline[]>([{ kind: 'text', text: 'link' }]) }) },
    ),
  }))
  return parts
}

const line = words.map((text) => spellInline([{ kind: 'text', text }]).text)
const block = (kinds: Pick<Block, 'kind' | 'level' | 'list'>) => line.map((text): Written => ({ ...kinds, text, lines: [0, 0], doubts: [] }))

/** Blocks such as a text in Markdown can say, a title first. */
export function anyBlocks(): fc.Arbitrary<Written[]> {
  const list = fc.constantFrom('ordered' as const, 'bulleted' as const)
  const some = fc.oneof(
    block({ kind: 'paragraph' }).map((one) => [one]),
    fc.constantFrom(2, 3, 4).chain((level) => block({ kind: 'heading', level })).map((one) => [one]),
    block({ kind: 'quotation' }).map((one) => [one]),
    fc.constant<Written[]>([{ kind: 'rule', text: '---', lines: [0, 0], doubts: [] }]),
    fc.constantFrom('x = 1', '  a\n\n  *b*', '# no heading').map((text): Written[] => [{ kind: 'code', text, lines: [0, 0], doubts: [] }]),
    fc.constantFrom('Міст', 'A bridge').map((text): Written[] => [{ kind: 'image', text, picture: { file: 'міст.png', asset: null }, lines: [0, 0], doubts: [] }]),
    list.chain((kind) => fc.array(block({ kind: 'list_item', list: kind, level: 1 }), { minLength: 1, maxLength: 3 })),
  )
  return fc.tuple(block({ kind: 'title' }), fc.array(some, { maxLength: 6 })).map(([title, rest]) => [title, ...apart(rest)])
}

/** Two lists, or two quotations, with nothing between them are one in Markdown. */
function apart(groups: Written[][]): Written[] {
  const between: Written = { kind: 'paragraph', text: 'далі', lines: [0, 0], doubts: [] }
  return groups.flatMap((group, at) => group[0]?.kind === 'list_item' && groups[at - 1]?.[0]?.kind === 'list_item' ? [between, ...group] : group)
}

/** The blocks in Markdown. A text that would begin something else is set free. */
export function writeBlocks(blocks: readonly Written[]): string {
  return blocks.map((one) => `${writeBlock(one)}\n`).join('\n')
}

function writeBlock({ kind, level = 0, list, text, picture }: Written): string {
  const safe = text.replace(/(?<!\\)<(?=\w)/g, '\\<').replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2').replace(/^([#+>~=-])/, '\\$1')
  switch (kind) {
    case 'title': return `# ${safe.replace(/(?<=\s)(#+)$/, '\\$1')}`
    case 'heading': return `${'#'.repeat(level)} ${safe.replace(/(?<=\s)(#+)$/, '\\$1')}`
    case 'quotation': return `> ${safe}`
    case 'list_item': return `${list === 'ordered' ? '1.' : '-'} ${safe}`
    case 'code': return `\`\`\`\n${text}\n\`\`\``
    case 'image': return `![${text}](${picture?.file ?? ''})`
    default: return kind === 'rule' ? '---' : safe
  }
}
