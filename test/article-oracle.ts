import { EditionOracle } from './edition-oracle.ts'
import { Paragraph } from './oracle.ts'
import { writersOf, type Outcome, type Person, type Text } from './oracle-texts.ts'

export type Kind = 'title' | 'heading' | 'paragraph' | 'quotation'

/** A place in the article's structure. */
export interface Place {
  paragraph: Paragraph
  kind: Kind
}

/** A block of a changed original: what its words come from, and what becomes of them. */
export interface Piece {
  from: readonly Paragraph[]
  does: 'stays' | 'edit' | 'split' | 'join' | 'new' | 'returns'
  /** Of a split, from 0: the first part carries on the paragraph. */
  part: number
  kind: Kind
  words: string
  minor: boolean
}

interface Row extends Place {
  /** Null where the structure leaves the words alone. */
  text: Text | null
  /** Its sender thinks it minor; null for what cannot be: only a paragraph that comes back with other words is an edit of it. */
  minor: boolean | null
  /** Its paragraph is split into it, or others are joined into it. */
  shapes: boolean
  /** What a new part was split from, or what was joined into it. */
  from: readonly Paragraph[]
}

/** A change of the structure that waits, whole. */
interface Structure {
  sender: string
  rows: Row[]
  /** The structure it was made from, and the approved texts it was made over. */
  base: readonly Place[]
  over: readonly (readonly [Paragraph, Text | null])[]
  pieces: readonly Piece[]
}

/** What product.md says of an English article that changes, and of its Ukrainian translation. */
export class ArticleOracle {
  outline: readonly Place[]
  change: Structure | null = null
  /** Every paragraph that ever had a place. */
  readonly paragraphs: Paragraph[]
  readonly editions: EditionOracle
  /** Those too that were only ever proposed. */
  readonly #everything: Set<Paragraph>

  constructor(texts: readonly string[], importer: string) {
    this.outline = texts.map((words, at): Place => ({ paragraph: new Paragraph(words, importer), kind: at === 0 ? 'title' : 'paragraph' }))
    this.paragraphs = this.outline.map(({ paragraph }) => paragraph)
    this.#everything = new Set(this.paragraphs)
    this.editions = new EditionOracle(() => this.outline)
  }

  isHere(paragraph: Paragraph): boolean {
    return this.outline.some((place) => place.paragraph === paragraph)
  }

  /** Removed ones, whose words may come back. */
  archived(): Paragraph[] {
    return this.paragraphs.filter((paragraph) => !this.isHere(paragraph))
  }

  /** Who ever wrote these words in the article, and where. */
  textsOf(words: string): Text[] {
    return [...this.#everything].flatMap(({ sides }) => sides.en.texts).filter((text) => text.words === words)
  }

  /** All that a plan is made from. */
  lookAtSource(): unknown[] {
    const open = this.outline.flatMap(({ paragraph: { sides: { en } } }) => [en.proposal, en.proposal ? null : en.returned])
    return [...this.lookAtStructure(), ...open]
  }

  /** All that a page about a structure shows. */
  lookAtStructure(): unknown[] {
    return [this.change, this.outline, ...this.paragraphs.map(approvedOf)]
  }

  /** Removed paragraphs keep their drafts, and nothing of them can be sent. */
  send(person: Person, paragraph: Paragraph, ...page: [Parameters<Paragraph['send']>[1], Parameters<Paragraph['send']>[2]]): Outcome {
    if (this.isHere(paragraph)) return paragraph.send(person, ...page)
    return person.rights.has(page[0] === 'en' ? 'publish en' : 'translate uk') ? 'moved' : 'forbidden'
  }

  /** Sends a changed original: its texts as proposals, its structure as one thing. Those `left` stay as they are. */
  revise(person: Person, pieces: readonly Piece[], seen: readonly unknown[], left: ReadonlySet<Paragraph>): Outcome {
    const settled = pieces.map((piece) => settle(piece, left))
    const outcome = this.#judge(person, settled, seen)
    if (outcome !== 'done') return outcome
    const rows = this.#write(person.name, settled)
    if (this.#isStructural(settled)) this.change = { sender: person.name, rows, base: this.outline, over: overOf(settled), pieces: settled }
    return 'done'
  }

  /** Nobody approves at once what they send. */
  apply(person: Person, pieces: readonly Piece[], seen: readonly unknown[], left: ReadonlySet<Paragraph>): Outcome {
    const outcome = this.#judge(person, pieces.map((piece) => settle(piece, left)), seen)
    if (outcome !== 'done') return outcome
    return person.rights.has('review en') ? 'own_words' : 'forbidden'
  }

  #judge(person: Person, settled: readonly Piece[], seen: readonly unknown[]): Outcome {
    if (!person.rights.has('publish en')) return 'forbidden'
    if (!areSame(seen, this.lookAtSource())) return 'moved'
    const kept = new Set(settled.flatMap(({ from }) => from))
    const touched = [
      ...settled.filter(({ does }) => does !== 'stays').flatMap(({ from }) => from),
      ...this.outline.map(({ paragraph }) => paragraph).filter((one) => !kept.has(one)),
    ]
    if (touched.some((one) => this.isHere(one) && one.sides.en.proposal && one.sides.en.proposal.sender !== person.name)) return 'nothing'
    const structural = this.#isStructural(settled)
    if (!structural && settled.every(({ does }) => does === 'stays')) return 'nothing'
    return structural && this.change && this.change.sender !== person.name ? 'nothing' : 'done'
  }

  #isStructural(pieces: readonly Piece[]): boolean {
    const isPlace = (piece: Piece, place?: Place) => identityOf(piece) === place?.paragraph && piece.kind === place?.kind
    return pieces.length !== this.outline.length || !pieces.every((piece, at) => isPlace(piece, this.outline[at]))
  }

  /** `minor`: what the reviewer thinks of its edits; null where they leave that as its sender does. */
  decide(person: Person, verdict: 'approve' | 'return', { change, seen, minor }: { change: Structure; seen: readonly unknown[]; minor: boolean | null }): Outcome {
    if (!person.rights.has('review en')) return 'forbidden'
    if (change !== this.change || !areSame(seen, this.lookAtStructure())) return 'moved'
    if (verdict === 'return') {
      this.change = null
      return 'done'
    }
    const { rows, over, base, sender } = change
    if (base !== this.outline || over.some(([paragraph, text]) => approvedOf(paragraph) !== text)) return 'moved'
    if (sender === person.name || rows.some(({ text }) => text && writersOf(text).has(person.name))) return 'own_words'
    this.#approve(person.name, rows.map((row) => ({ ...row, minor: row.minor !== null && (minor ?? row.minor) })))
    return 'done'
  }

  /** The whole text as a structure would have it, over what is approved now. */
  readAs({ rows, pieces }: Structure): { kind: Kind; words: string }[] {
    return rows.map(({ paragraph, kind, text }, at) =>
      ({ kind, words: text?.words ?? (pieces[at]?.does === 'edit' ? pieces[at].words : approvedOf(paragraph)?.words ?? '') }))
  }

  withdraw({ name, rights }: Person, change: Structure): Outcome {
    if (change.sender !== name || !rights.has('publish en')) return 'forbidden'
    if (change !== this.change) return 'moved'
    this.change = null
    return 'done'
  }

  /** No translation is touched: what waits of paragraphs that lose their place comes back to its sender. */
  #approve(name: string, rows: readonly (Row & { minor: boolean })[]): void {
    const places = rows.map(({ paragraph, kind }) => ({ paragraph, kind }))
    for (const { paragraph } of this.outline) {
      if (places.some((place) => place.paragraph === paragraph)) continue
      paragraph.release('en')
      paragraph.release('uk')
    }
    this.outline = places
    this.paragraphs.push(...places.map(({ paragraph }) => paragraph).filter((one) => !this.paragraphs.includes(one)))
    for (const { paragraph, text, minor, shapes, from } of rows) {
      if (text) paragraph.approve('en', text, name, { minor, shapes })
      if (from.length > 0) paragraph.cameFrom = { by: from.length > 1 ? 'join' : 'split', then: from.map((one) => [one, [...one.sides.uk.approvals]]) }
    }
    this.change = null
  }

  #write(name: string, pieces: readonly Piece[]): Row[] {
    const written = pieces.map((piece) => {
      const { from, does, words } = piece
      const paragraph = identityOf(piece) ?? new Paragraph()
      if (does === 'stays' || words === approvedOf(paragraph)?.words) return { piece, paragraph, parents: null }
      // Words of the same article are their writers', wherever they stood; an edit goes on from its own paragraph alone.
      const copies = does === 'edit' ? [] : this.textsOf(words)
      // What was under work when a paragraph was removed is behind it; what is under work now is not.
      const made = from.flatMap(({ sides: { en } }) =>
        [en.approved, does === 'returns' ? null : en.proposal ?? en.returned].flatMap((one) => one?.text ?? []))
      return { piece, paragraph, parents: [...copies, ...made] }
    })
    for (const { does, from } of pieces) {
      if (does !== 'stays') for (const { sides: { en } } of from) en.proposal = null
    }
    return written.map(({ piece: { does, part, from, words, kind, minor }, paragraph, parents }) => {
      const text = parents && paragraph.write('en', words, name, parents)
      if (does === 'edit' && text) paragraph.propose('en', text, { name, minor })
      this.#everything.add(paragraph)
      const shapes = does === 'split' || does === 'join'
      const comes = does === 'join' || does === 'split' && part > 0 ? from : []
      return { paragraph, kind, text: does === 'edit' ? null : text, minor: does === 'returns' ? minor : null, shapes, from: comes }
    })
  }
}

export function approvedOf({ sides }: Paragraph): Text | null {
  return sides.en.approved?.text ?? null
}

/** The paragraph that a block carries on; undefined for one that is to be. */
export function identityOf({ does, part, from }: Piece): Paragraph | undefined {
  return does === 'split' && part > 0 ? undefined : from[0]
}

/** What waits already is not sent again, and what is left keeps its words. */
function settle(piece: Piece, left: ReadonlySet<Paragraph>): Piece {
  const [one] = piece.from
  if (piece.does !== 'edit' || !one) return piece
  if (one.sides.en.proposal?.text.words !== piece.words && !left.has(one)) return piece
  return { ...piece, does: 'stays', words: approvedOf(one)?.words ?? '' }
}

function overOf(pieces: readonly Piece[]): [Paragraph, Text | null][] {
  return pieces.filter(({ does }) => does !== 'stays' && does !== 'edit').flatMap(({ from }) => from).map((one) => [one, approvedOf(one)])
}

function areSame(some: readonly unknown[], others: readonly unknown[]): boolean {
  return some.length === others.length && some.every((one, at) => one === others[at])
}
