import type { Block, BlockKind } from '../pagetext/model.ts'
import type { MarkedRow } from './model.ts'

/** What stands in braces says what a piece is where Markdown has no sign for it; the first name is the one that is written. */
const NAMES: Readonly<Record<BlockKind, readonly string[]>> = {
  title: ['title', 'заголовок'],
  lead: ['lead', 'вступ'],
  heading: ['heading', 'підзаголовок'],
  paragraph: ['paragraph', 'абзац'],
  list_item: ['item', 'пункт'],
  quotation: ['quotation', 'цитата'],
  image: ['image', 'зображення'],
  caption: ['caption', 'підпис'],
  code: ['code', 'код'],
  rule: ['rule', 'розділювач'],
  author_name: ['author', 'автор', 'авторка'],
  author_role: ['role', 'посада'],
}
const KINDS = Object.keys(NAMES).filter((kind): kind is BlockKind => Object.hasOwn(NAMES, kind))
/** A paragraph under a line in braces is one of these; the others have their signs. */
const ABOVE_PARAGRAPHS = new Set<BlockKind>(['title', 'lead', 'caption', 'author_name', 'author_role'])
const BRACES = /^\{\.(\p{L}{2,20})((?: +[a-z]{2,10}=[\w/-]{1,100}){0,3}) *\}$/u
const ADDRESS = /^\/images\/([0-9a-f]{64})$/
const DEEPEST = 99

type Named = Pick<Block, 'level' | 'list' | 'picture'> & { kind: BlockKind }

/** The kind that a line such as `{.lead}` gives the paragraph below it; null for any other line. */
export function readLineName(line: string): BlockKind | null {
  const [, name = '', more = ''] = BRACES.exec(line.trim()) ?? []
  const kind = more === '' ? kindOf(name) : null
  return kind && ABOVE_PARAGRAPHS.has(kind) ? kind : null
}

/** What a fence such as `{.item level=2 list=ordered}` holds, letter for letter; null for code. */
export function readFenceName(info: string): Named | null {
  const [, name = '', more = ''] = BRACES.exec(info.trim()) ?? []
  const kind = kindOf(name)
  if (!kind || kind === 'code') return null
  const said = new Map(more.split(' ').map((pair) => [pair.split('=', 1)[0] ?? '', pair.slice(pair.indexOf('=') + 1)]))
  const level = Number(/^\d{1,2}$/.exec(said.get('level') ?? '')?.[0] ?? 1)
  if (kind === 'heading') return { kind, level: Math.min(Math.max(level, 2), 4) }
  if (kind === 'list_item') return { kind, level: Math.min(Math.max(level, 1), DEEPEST), list: said.get('list') === 'ordered' ? 'ordered' : 'bulleted' }
  return kind === 'image' ? { kind, picture: pictureAt(said.get('src') ?? '') } : { kind }
}

export function printLineName(kind: BlockKind): string {
  return `{.${NAMES[kind][0] ?? kind}}`
}

export function printFenceName({ kind, level, list, asset }: Omit<MarkedRow, 'text'>): string {
  const more = [...level > 0 ? [`level=${level}`] : [], ...list ? [`list=${list}`] : [], ...asset ? [`src=${addressOf(asset)}`] : []]
  return `{${[`.${NAMES[kind][0] ?? kind}`, ...more].join(' ')}}`
}

/** A picture by the address it is called by: one of the site's own has its hash in it. */
export function pictureAt(file: string): NonNullable<Block['picture']> {
  return { file, asset: ADDRESS.exec(file)?.[1] ?? null }
}

export function addressOf(asset: string | null): string {
  return asset === null ? '' : `/images/${asset}`
}

function kindOf(name: string): BlockKind | null {
  return KINDS.find((kind) => NAMES[kind].includes(name.toLowerCase())) ?? null
}
