import { createInstance } from 'i18next'
import en from '../../locales/en/checks.json' with { type: 'json' }
import uk from '../../locales/uk/checks.json' with { type: 'json' }
import { checkPair } from '../checks/check.ts'
import type { Finding } from '../checks/model.ts'
import { pairTerms, type TermEntry } from '../checks/pair-terms.ts'
import { sentencePieces, type Words } from '../checks/sentence.ts'
import type { KnownLinks } from '../text/links.ts'
import { spacedBetween } from '../text/put-in.ts'

/** What a page tells its checker of a paragraph: `Pair` as JSON. */
export interface LivePair {
  source: string | null
  from: string
  to: string
  kind: string
  terms: readonly TermEntry[]
  links: { address: string | null; articles: readonly (readonly [string, string])[] }
  elsewhere: readonly string[]
  known: readonly string[]
  stops: 'inside' | 'outside'
}

/** `words`: the sentence in pieces, code at odd places. */
type LiveFinding = Pick<Finding, 'id' | 'severity' | 'says' | 'at' | 'place' | 'fix'> & { words: string[] }

/** What runs beside a field. */
interface LiveChecker {
  check: (pair: LivePair, text: string) => LiveFinding[]
  spacedBetween: typeof spacedBetween
}

const SENTENCES = { en, uk }

/** The checks as they run on the server, for one interface language: this file is the beginning of what browsers get. */
export async function openChecker(language: string): Promise<LiveChecker> {
  const numbers = new Intl.NumberFormat(language)
  const voice = createInstance()
  voice.use({
    type: 'formatter', init: () => undefined, add: () => undefined, addCached: () => undefined,
    format: (value: unknown, format?: string) => format === 'number' && typeof value === 'number' ? numbers.format(value) : String(value),
  })
  await voice.init({
    lng: language, fallbackLng: 'en', ns: ['checks'], defaultNS: 'checks',
    resources: Object.fromEntries(Object.entries(SENTENCES).map(([name, checks]) => [name, { checks }])),
    interpolation: { escapeValue: false, skipOnVariables: true, nestingPrefix: '\0t(' },
  })
  const say = voice.t as unknown as (key: string, words: Words) => string
  const check: LiveChecker['check'] = (pair, target) => {
    const terms = pairTerms(pair.terms, pair.from, pair.to)
    const findings = checkPair({ ...pair, target, terms, known: new Set(pair.known), links: linksOf(pair) })
    return findings.map(({ id, severity, side, at, place, fix, says, words }) =>
      ({ id, severity, says, at: side === 'target' ? at : null, place, fix, words: sentencePieces((known) => say(`says.${says}`, known), words) }))
  }
  return { check, spacedBetween }
}

function linksOf({ links: { address, articles } }: LivePair): KnownLinks {
  return { address: address ?? undefined, articles: new Map(articles) }
}
