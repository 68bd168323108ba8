import type { Kind, Place } from './article-oracle.ts'
import type { Paragraph } from './oracle.ts'
import type { Outcome, Person, Spoken } from './oracle-texts.ts'

/** A paragraph as an edition freezes it. */
interface Frozen {
  paragraph: Paragraph
  kind: Kind
  language: Spoken
  words: string
  /** The source text it was approved against, and what that means. */
  source: string
  substance: object
  isBehind: boolean
}

interface Edition {
  rows: Frozen[]
  missing: number
}

/** What readers get of one article. */
export class EditionOracle {
  readonly #outline: () => readonly Place[]
  readonly made: Record<Spoken, Edition[]> = { en: [], uk: [] }
  readonly current: Record<Spoken, Edition | null> = { en: null, uk: null }

  constructor(outline: () => readonly Place[]) {
    this.#outline = outline
  }

  /** How many paragraphs lack an approved text, and how many are older than their original. */
  count(language: Spoken): { missing: number; behind: number } {
    const rows = this.#compose(language)
    return {
      missing: this.#outline().filter(({ paragraph }) => !paragraph.sides[language].approved).length,
      behind: rows.filter((row) => row?.isBehind).length,
    }
  }

  /** Publishes what is approved, the gaps in the words of the original that readers have. */
  publish({ rights }: Person, language: Spoken): Outcome {
    if (!rights.has(`publish ${language}`)) return 'forbidden'
    const { missing } = this.count(language)
    const rows = this.#compose(language).filter((row) => row !== null)
    const isTitled = rows.some(({ kind, language: spoken }) => kind === 'title' && spoken === language)
    if (!isTitled || rows.length < this.#outline().length || language === 'en' && missing > 0) return 'not_ready'
    return this.#put(language, { rows, missing })
  }

  restore({ rights }: Person, language: Spoken, number: number): Outcome {
    if (!rights.has(`publish ${language}`)) return 'forbidden'
    const old = this.made[language][number - 1]
    if (!old || this.#isCurrent(language, old)) return 'nothing'
    if (old.missing > 0 && !this.current.en) return 'not_ready'
    return this.#put(language, old)
  }

  withdraw({ rights }: Person, language: Spoken): Outcome {
    if (!rights.has(`publish ${language}`)) return 'forbidden'
    if (!this.current[language]) return 'nothing'
    this.current[language] = null
    return 'done'
  }

  #put(language: Spoken, edition: Edition): Outcome {
    if (this.#isCurrent(language, edition)) return 'nothing'
    this.made[language].push(edition)
    this.current[language] = edition
    return 'done'
  }

  #isCurrent(language: Spoken, { rows }: Edition): boolean {
    const now = this.current[language]?.rows
    const marks = (row: Frozen) => [row.paragraph, row.kind, row.language, row.words, row.source, row.substance, row.isBehind]
    return now?.length === rows.length && rows.every((row, at) => now[at] && marks(now[at]).every((mark, i) => mark === marks(row)[i]))
  }

  #compose(language: Spoken): (Frozen | null)[] {
    const original = new Map(this.current.en?.rows.map((row) => [row.paragraph, row]))
    return this.#outline().map(({ paragraph, kind }) => {
      const { approved } = paragraph.sides[language]
      if (!approved) {
        const gap = language === 'uk' ? original.get(paragraph) : undefined
        return gap ? { ...gap, kind } : null
      }
      const against = approved.against ?? paragraph.meaning()
      const step = language === 'uk' ? paragraph.step() : null
      return {
        paragraph, kind, language, words: approved.text.words, source: against?.text.words ?? '', substance: against?.substance ?? {},
        isBehind: step === 'behind' || step === 'diverged',
      }
    })
  }
}
