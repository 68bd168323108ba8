import { LONGEST_SEGMENT } from '../articles/model.ts'
import type { Language } from '../db/columns.ts'
import type { MemoryLevel } from '../db/tables/memory.ts'
import { siteLanguage } from '../glossary/file-terms.ts'
import { cleanText } from '../text/clean.ts'
import { XmlReader, type XmlListener } from '../text/xml-read.ts'
import type { NewUnit } from './model.ts'
import { saidIn } from './tmx-said.ts'
import { Segment } from './tmx-tags.ts'

/** A unit of a file may have so many texts. */
const MOST_TEXTS = 200
const DEPTH = 24
/** The longest tag or text of a file: nothing that belongs to a translation is that long. */
const LONGEST_PART = 1_000_000
const MOST_TAGS = 40
/** TMX has four words for how much a unit holds. */
const SENTENCES: ReadonlySet<string> = new Set(['sentence', 'phrase'])
/** The neighbours of the first text: as OmegaT writes them, and as hashes, as this program does. */
const NEIGHBOURS = { 'prev': 'before', 'next': 'after', 'x-before-hash': 'before', 'x-after-hash': 'after' } as const

type Attributes = Readonly<Record<string, string>>

/** What a file has besides the units that are taken from it. */
export interface TmxCounts {
  /** `<tu>`s. */
  read: number
  /** Those that have not two texts in languages of the site. */
  foreign: number
  /** Those with a text that is empty, too long, or of signs that no text here may hold. */
  unusable: number
  /** Languages that the site has not, as the file writes them, and in how many units each is. */
  unknown: Map<string, number>
}

interface Text {
  tag: string
  text: string
  by: string | undefined
  at: string | undefined
}

interface OpenUnit {
  source: string
  level: MemoryLevel
  by: string | undefined
  at: string | undefined
  texts: Text[]
  before: string | number | undefined
  after: string | number | undefined
}

/** Reads TMX 1.1 to 1.4b as it comes, and gives each pair of texts to `take`. Throws `RefusedXml`. */
export class TmxReader implements XmlListener {
  readonly counts: TmxCounts = { read: 0, foreign: 0, unusable: 0, unknown: new Map() }
  readonly #xml = new XmlReader(this, { roots: ['tmx'], depth: DEPTH, longest: LONGEST_PART })
  readonly #languages: readonly Language[]
  readonly #take: (unit: NewUnit) => void
  readonly #path: string[] = []
  #source = ''
  #segtype = ''
  #unit: OpenUnit | undefined
  #text: Text | undefined
  #segment: Segment | undefined
  #prop: { name: keyof typeof NEIGHBOURS; text: string } | undefined

  constructor(languages: readonly Language[], take: (unit: NewUnit) => void) {
    this.#languages = languages
    this.#take = take
  }

  read(text: string): void {
    this.#xml.write(text)
  }

  end(): void {
    this.#xml.close()
  }

  open(name: string, attributes: Attributes): void {
    const inside = this.#path.at(-1)
    this.#path.push(name)
    if (this.#segment) this.#segment.open(name, attributes)
    else if (name === 'header' && inside === 'tmx') [this.#source, this.#segtype] = [attributes['srclang'] ?? '', attributes['segtype'] ?? '']
    else if (name === 'tu' && inside === 'body') this.#unit = this.#unitOf(attributes)
    else if (name === 'tuv' && inside === 'tu') this.#openText(attributes)
    else if (name === 'seg' && inside === 'tuv') this.#segment = new Segment(LONGEST_SEGMENT)
    else if (name === 'prop' && this.#unit && isNeighbour(attributes['type'])) this.#prop = { name: attributes['type'], text: '' }
  }

  write(text: string): void {
    this.#segment?.write(text)
    if (this.#prop && this.#prop.text.length <= LONGEST_SEGMENT) this.#prop.text += text
  }

  close(): void {
    const name = this.#path.pop()
    const inside = this.#path.at(-1)
    if (name === 'seg' && inside === 'tuv') this.#endSegment()
    else if (this.#segment) this.#segment.close()
    else if (name === 'prop') this.#endProp()
    else if (name === 'tuv' && inside === 'tu') this.#text = undefined
    else if (name === 'tu' && inside === 'body') this.#endUnit()
  }

  #unitOf(attributes: Attributes): OpenUnit {
    const segtype = attributes['segtype'] ?? this.#segtype
    return {
      source: attributes['srclang'] ?? this.#source, level: SENTENCES.has(segtype.toLowerCase()) ? 'sentence' : 'paragraph',
      ...saidIn(attributes), texts: [], before: undefined, after: undefined,
    }
  }

  #openText(attributes: Attributes): void {
    if ((this.#unit?.texts.length ?? 0) >= MOST_TEXTS) throw this.#xml.refusal('too_long')
    this.#text = { tag: attributes['xml:lang'] ?? attributes['lang'] ?? '', text: '', ...saidIn(attributes) }
    this.#unit?.texts.push(this.#text)
  }

  #endSegment(): void {
    if (this.#text) this.#text.text = this.#segment?.text ?? ''
    this.#segment = undefined
  }

  #endProp(): void {
    if (!this.#prop || !this.#unit) return
    const { name, text } = this.#prop
    this.#prop = undefined
    const isHash = name.endsWith('-hash')
    const cleaned = cleanText(text, { max: LONGEST_SEGMENT })
    if (isHash ? /^\d{1,15}$/.test(text) : 'text' in cleaned) this.#unit[NEIGHBOURS[name]] = isHash ? Number(text) : 'text' in cleaned ? cleaned.text : ''
  }

  #endUnit(): void {
    const unit = this.#unit
    this.#unit = undefined
    if (!unit) return
    this.counts.read += 1
    const texts = unit.texts.map((one) => ({ ...one, language: siteLanguage(one.tag, this.#languages) }))
    for (const { tag } of texts.filter(({ language }) => language === '')) this.#countUnknown(tag)
    const known = texts.filter(({ language }) => language !== '')
    if (new Set(known.map(({ language }) => language)).size < 2) {
      this.counts.foreign += 1
      return
    }
    const usable = known.flatMap((one) => usableText(one))
    const pairs = pairsOf(usable, siteLanguage(unit.source, this.#languages))
    if (pairs.length === 0) this.counts.unusable += 1
    for (const [a, b] of pairs) {
      this.#take({
        languageA: a.language, textA: a.text, languageB: b.language, textB: b.text, level: unit.level,
        before: unit.before, after: unit.after, saidBy: b.by ?? unit.by, saidAt: b.at ?? unit.at,
      })
    }
  }

  #countUnknown(tag: string): void {
    const { unknown } = this.counts
    const name = tag.trim().slice(0, 20).toLowerCase() || '?'
    if (unknown.has(name) || unknown.size < MOST_TAGS) unknown.set(name, (unknown.get(name) ?? 0) + 1)
  }
}

function isNeighbour(type: string | undefined): type is keyof typeof NEIGHBOURS {
  return type !== undefined && Object.hasOwn(NEIGHBOURS, type)
}

type Known = Text & { language: Language }

/**
 * The first text in the language of the source with each in another; where that is not said or not there, the first of each
 * language with those that come after it.
 */
function pairsOf(texts: readonly Known[], source: Language): [Known, Known][] {
  const from = texts.find(({ language }) => language === source)
  if (from) return texts.flatMap((one): [Known, Known][] => one.language === source ? [] : [[from, one]])
  const firsts = [...new Map(texts.toReversed().map((one) => [one.language, one])).values()]
  return firsts.flatMap((a) => texts.slice(texts.indexOf(a)).flatMap((b): [Known, Known][] => a.language === b.language ? [] : [[a, b]]))
}

/** One line of letters and signs with which nothing can be wrong: most texts are, and need no closer look. */
const PLAIN = /^[ -~\u00a0\u00ab\u00bb\u02bc\u0404\u0406\u0407\u0410-\u044f\u0454\u0456\u0457\u0490\u0491\u2013\u2014\u2018-\u201e\u2026]*$/

function usableText(one: Known): Known[] {
  const isPlain = one.text.length <= LONGEST_SEGMENT && PLAIN.test(one.text)
  const cleaned = isPlain ? { text: one.text.trim() } : cleanText(one.text, { max: LONGEST_SEGMENT })
  return 'text' in cleaned && cleaned.text !== '' ? [{ ...one, text: cleaned.text }] : []
}
