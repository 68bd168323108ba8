import type { Finding, Pair } from '../checks/model.ts'

/** So many texts, of so many characters in all, are kept with what was said of them: pages ask about the same ones again and again. */
const MOST_TEXTS = 10_000
const MOST_CHARACTERS = 6_000_000

/** What was said of a text, as far as it was asked. */
export interface Looked {
  findings?: readonly Finding[]
  misspelled?: readonly Finding[]
}

type Facts = Pick<Pair, 'source' | 'from' | 'to' | 'kind' | 'stops'> & { more: string }

/** Texts that were looked at with one glossary and the same words of the site. */
export class KeptTexts {
  readonly known: Pair['known']
  // By the text itself: to compare it with another costs less than to make a key of it.
  readonly #texts = new Map<string, (Facts & { looked: Looked })[]>()
  #count = 0
  #characters = 0

  constructor(known: Pair['known']) {
    this.known = known
  }

  /** What is known of the pair, to be added to. */
  lookedAt(pair: Pair): Looked {
    const facts = factsOf(pair)
    const before = this.#texts.get(pair.target)?.find((one) => isSame(one, facts))
    if (before) return before.looked
    const looked: Looked = {}
    this.#keep(pair.target, { ...facts, looked })
    return looked
  }

  #keep(target: string, one: Facts & { looked: Looked }): void {
    if (this.#count >= MOST_TEXTS || this.#characters >= MOST_CHARACTERS) {
      this.#texts.clear()
      this.#count = this.#characters = 0
    }
    this.#count += 1
    this.#characters += target.length + (one.source?.length ?? 0) + one.more.length
    this.#texts.set(target, [...this.#texts.get(target) ?? [], one])
  }
}

function factsOf({ source, from, to, kind, stops, links, elsewhere }: Pair): Facts {
  const more = links || elsewhere.length > 0 ? [links?.address, links ? [...links.articles].join() : '', ...elsewhere].join('\0') : ''
  return { source, from, to, kind, stops, more }
}

function isSame(one: Facts, other: Facts): boolean {
  return one.source === other.source && one.more === other.more && one.kind === other.kind && one.stops === other.stops
    && one.to === other.to && one.from === other.from
}
