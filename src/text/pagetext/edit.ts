import type { AsideKind, Block, BlockKind, HyphenDoubt, ListKind, Seam } from './model.ts'

interface KindDetails { aside?: AsideKind; level?: number; list?: ListKind }

/**
 * Joins a block with the one before, whose kind it takes. A hyphen between them stays and becomes a doubt. Like all edits
 * here it gives new blocks and changes nothing where there is nothing to change.
 */
export function joinWithPrevious(blocks: readonly Block[], index: number): Block[] {
  const [above, below] = [blocks[index - 1], blocks[index]]
  if (!above || !below) return [...blocks]
  const { text, doubts } = joinTexts(above.text, below.text, above.kind === 'aside' ? '\n' : ' ')
  const lines: Block['lines'] = [Math.min(above.lines[0], below.lines[0]), Math.max(above.lines[1], below.lines[1])]
  const joined: Block = { ...above, text, lines, doubts: [...above.doubts, ...doubts, ...below.doubts], seams: seamsOf(above, below, text) }
  return blocks.toSpliced(index - 1, 2, joined)
}

const OPENING = 40

/** What is needed to take the join back, and those made before in either block. */
function seamsOf(above: Block, below: Block, text: string): Seam[] {
  const { kind, aside, level, list, lines } = below
  const at = text.length - below.text.length
  const kinds = { kind, ...aside && { aside }, ...level !== undefined && { level }, ...list && { list } }
  const seam: Seam = { at, opening: below.text.slice(0, OPENING), ...kinds, lines }
  return [...above.seams ?? [], seam, ...(below.seams ?? []).map((one) => ({ ...one, at: one.at + at }))]
}

/** Takes the last join of a block back: from `at` on the text is the block again that it was. Changes made to either part since stay. */
export function partAgain(blocks: readonly Block[], index: number, at: number): Block[] {
  const block = blocks[index]
  const seam = block?.seams?.at(-1)
  if (!block || !seam || at <= 0) return [...blocks]
  const { opening: _, at: __, lines, ...kinds } = seam
  const left = [...block.doubts]
  const [upper, lower] = [block.text.slice(0, at).trimEnd(), block.text.slice(at)]
  const above: Block = {
    ...block, text: upper, lines: [block.lines[0], Math.max(block.lines[0], lines[0] - 1)], doubts: takeDoubts(left, upper),
    seams: block.seams?.slice(0, -1) ?? [],
  }
  return blocks.toSpliced(index, 1, above, { ...kinds, text: lower, lines: [...lines], doubts: takeDoubts(left, lower) })
}

function joinTexts(above: string, below: string, between: string): { text: string; doubts: HyphenDoubt[] } {
  const left = /[\p{L}\p{M}'’ʼ-]+(?=[-‐]$)/u.exec(above.slice(-80))?.[0]
  const right = /^\p{Ll}[\p{L}\p{M}'’ʼ-]*/u.exec(below.slice(0, 80))?.[0]
  if (left === undefined || right === undefined) return { text: `${above}${between}${below}`.trim(), doubts: [] }
  const kept = left + above.slice(-1) + right
  return { text: above + below, doubts: [{ kept, dropped: left + right, chosen: 'kept' }] }
}

/** Cuts a block at the empty lines in its text. There is one title and one name: what is cut from them is text and office. */
export function splitAtEmptyLines(blocks: readonly Block[], index: number): Block[] {
  const block = blocks[index]
  if (!block) return [...blocks]
  const texts = cutAtEmptyLines(block.text, block.kind === 'aside' ? '\n' : ' ')
  if (texts.length === 0) return [...blocks]
  const left = [...block.doubts]
  const parts = texts.map((text, at): Block => {
    const part = withKind(block, at === 0 ? block.kind : kindBelow(block.kind), block)
    return { ...part, text, doubts: takeDoubts(left, text) }
  })
  return blocks.toSpliced(index, 1, ...parts)
}

function cutAtEmptyLines(text: string, between: string): string[] {
  const texts: string[][] = [[]]
  for (const line of text.split('\n').map((each) => each.trim())) {
    if (line !== '') texts.at(-1)?.push(line)
    else if (texts.at(-1)?.length !== 0) texts.push([])
  }
  return texts.filter((lines) => lines.length > 0).map((lines) => lines.join(between))
}

function kindBelow(kind: Block['kind']): Block['kind'] {
  if (kind === 'author_name') return 'author_role'
  return kind === 'title' || kind === 'heading' || kind === 'lead' ? 'paragraph' : kind
}

/** Takes from the front of `doubts` those whose word this text has. */
function takeDoubts(doubts: HyphenDoubt[], text: string): HyphenDoubt[] {
  let count = 0
  let from = 0
  for (const doubt of doubts) {
    const found = text.indexOf(doubt[doubt.chosen], from)
    if (found < 0) break
    from = found + 1
    count += 1
  }
  return doubts.splice(0, count)
}

/** Makes a block another kind. A page has one title: the one it had becomes a paragraph. */
export function changeKind(blocks: readonly Block[], index: number, kind: BlockKind | 'aside', details: KindDetails = {}): Block[] {
  if (!blocks[index]) return [...blocks]
  return blocks.map((block, at) => {
    if (at === index) return withKind(block, kind, details)
    return kind === 'title' && block.kind === 'title' ? withKind(block, 'paragraph', {}) : block
  })
}

function withKind({ text, lines, doubts, picture }: Block, kind: Block['kind'], { aside, level, list }: KindDetails): Block {
  const rest: Pick<Block, 'lines' | 'doubts' | 'picture'> = { lines: [lines[0], lines[1]], doubts: [...doubts], ...picture && { picture } }
  if (kind === 'aside') return { kind, aside: aside ?? 'other', text, ...rest }
  const line = text.replaceAll('\n', ' ')
  if (kind === 'heading') return { kind, text: line, level: Math.min(Math.max(level ?? 2, 2), 4), ...rest }
  if (kind === 'list_item') return { kind, text: line, level: Math.max(level ?? 1, 1), list: list ?? 'bulleted', ...rest }
  return { kind, text: line, ...rest }
}

/** Makes the other choice for a broken word: its hyphen back in the text, or out of it. */
export function flipHyphen(blocks: readonly Block[], index: number, doubtIndex: number): Block[] {
  const block = blocks[index]
  const doubt = block?.doubts[doubtIndex]
  if (!block || !doubt) return [...blocks]
  const at = findWord(block, doubt, doubtIndex)
  if (at < 0) return [...blocks]
  const chosen = doubt.chosen === 'kept' ? 'dropped' : 'kept'
  const text = block.text.slice(0, at) + doubt[chosen] + block.text.slice(at + doubt[doubt.chosen].length)
  return blocks.with(index, { ...block, text, doubts: block.doubts.with(doubtIndex, { ...doubt, chosen }) })
}

/** Doubts stand in the order of the text: the second doubt about a word is about its second occurrence, in either form. */
function findWord({ text, doubts }: Block, { kept, dropped }: HyphenDoubt, doubtIndex: number): number {
  const same = doubts.filter((each, at) => at <= doubtIndex && each.kept === kept)
  let from = 0
  let at = -1
  for (const { chosen } of same) {
    at = text.indexOf(chosen === 'kept' ? kept : dropped, from)
    if (at < 0) return -1
    from = at + 1
  }
  return at
}
