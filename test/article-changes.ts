import { approvedOf, type ArticleOracle, type Kind, type Piece } from './article-oracle.ts'
import type { Words } from './distinct-words.ts'

/** One thing that an editor does to a whole text. */
export interface Alteration {
  does: 'move' | 'split' | 'join' | 'insert' | 'remove' | 'edit' | 'requote' | 'rekind' | 'bring back' | 'bring back edited'
  at: number
  to: number
  minor: boolean
}

const MOST_BLOCKS = 9
const KINDS: readonly Kind[] = ['paragraph', 'quotation', 'heading']

/** Blocks that stay together: parts of a split, else one. */
type Unit = readonly [Piece, ...Piece[]]

/**
 * The article's text after these alterations, so made that what each block comes from is beyond doubt: all words are new ones, no
 * block says what the article ever said elsewhere, and each paragraph is altered once. What would be in doubt is left out.
 */
export function alter(oracle: ArticleOracle, alterations: readonly Alteration[], words: Words): Piece[] {
  const text = new ChangedText(oracle, words)
  for (const one of alterations) text.alter(one)
  return text.units.flat()
}

class ChangedText {
  units: Unit[]
  readonly #oracle: ArticleOracle
  readonly #words: Words

  constructor(oracle: ArticleOracle, words: Words) {
    this.#oracle = oracle
    this.#words = words
    this.units = oracle.outline.map(({ paragraph, kind }): Unit =>
      [{ from: [paragraph], does: 'stays', part: 0, kind, words: approvedOf(paragraph)?.words ?? '', minor: false }])
  }

  alter(one: Alteration): void {
    const at = one.at % this.units.length
    const [piece] = this.units[at] ?? []
    if (one.does === 'insert') this.#insert(one, { from: [], does: 'new', part: 0, kind: kindAt(one), words: this.#words.paragraph(), minor: false })
    else if (one.does === 'bring back' || one.does === 'bring back edited') this.#bringBack(one)
    else if (piece && one.does === 'edit') this.#reword(at, piece, this.#words.edit(piece.words), one.minor)
    else if (piece && one.does === 'requote') this.#reword(at, piece, this.#words.requote(piece.words), one.minor)
    else if (piece && piece.kind !== 'title') this.#reshape(one, at, piece)
  }

  #reshape({ does, to, ...rest }: Alteration, at: number, piece: Piece): void {
    if (does === 'move') this.units.splice(1 + to % (this.units.length - 1), 0, ...this.units.splice(at, 1))
    if (does === 'join') this.#join(at, piece)
    if (piece.does !== 'stays') return
    if (does === 'remove') this.units.splice(at, 1)
    if (does === 'rekind') this.units[at] = [{ ...piece, kind: kindAt({ to, ...rest }) }]
    if (does === 'split') this.#split(at, piece, to)
  }

  #reword(at: number, piece: Piece, words: string, minor: boolean): void {
    if (piece.does === 'stays' && piece.kind === this.#kindOf(piece) && this.#isNew(words)) this.units[at] = [{ ...piece, does: 'edit', words, minor }]
  }

  #split(at: number, piece: Piece, to: number): void {
    const sentences = piece.words.split(/(?<=\.) /)
    if (sentences.length < 2 || this.units.length >= MOST_BLOCKS) return
    const cut = 1 + to % (sentences.length - 1)
    const parts = [sentences.slice(0, cut), sentences.slice(cut)].map((some) => some.join(' '))
    if (!parts.every((part) => this.#isNew(part))) return
    const [first = '', second = ''] = parts
    this.units[at] = [{ ...piece, does: 'split', words: first }, { ...piece, does: 'split', part: 1, words: second }]
  }

  /** With what follows it, here and in the article. */
  #join(at: number, piece: Piece): void {
    const [next] = this.units[at + 1] ?? []
    const last = this.#placeOf(piece.from.at(-1))
    if (!next || next.does !== 'stays' || piece.does !== 'stays' && piece.does !== 'join' || this.#placeOf(next.from[0]) !== last + 1) return
    const words = `${piece.words} ${next.words}`
    if (this.#isNew(words)) this.units.splice(at, 2, [{ ...piece, does: 'join', from: [...piece.from, ...next.from], words }])
  }

  #bringBack(one: Alteration): void {
    const { does, at, minor } = one
    const gone = this.#oracle.archived()
    const paragraph = gone[at % Math.max(1, gone.length)]
    const words = paragraph && approvedOf(paragraph)?.words
    if (!paragraph || words === undefined || this.units.flat().some(({ from }) => from.includes(paragraph))) return
    // Where two paragraphs had these words, which of them comes back would be a matter of taste.
    if (this.#oracle.paragraphs.some((other) => other !== paragraph && approvedOf(other)?.words === words)) return
    const said = does === 'bring back' ? words : this.#words.edit(words)
    if (does === 'bring back' || this.#isNew(said)) {
      this.#insert(one, { from: [paragraph], does: 'returns', part: 0, kind: 'paragraph', words: said, minor: minor && said !== words })
    }
  }

  #insert({ to }: Alteration, piece: Piece): void {
    if (this.units.length < MOST_BLOCKS) this.units.splice(1 + to % this.units.length, 0, [piece])
  }

  /** Did nobody ever write this in the article? */
  #isNew(words: string): boolean {
    return this.#oracle.textsOf(words).length === 0
  }

  #placeOf(paragraph: Piece['from'][number] | undefined): number {
    return this.#oracle.outline.findIndex((place) => place.paragraph === paragraph)
  }

  #kindOf({ from: [paragraph] }: Piece): Kind | undefined {
    return this.#oracle.outline.find((place) => place.paragraph === paragraph)?.kind
  }
}

function kindAt({ to }: Pick<Alteration, 'to'>): Kind {
  return KINDS[to % KINDS.length] ?? 'paragraph'
}
