import { createInstance } from 'i18next'
import en from '../../locales/en/checks.json' with { type: 'json' }
import uk from '../../locales/uk/checks.json' with { type: 'json' }
import { checkPair } from '../checks/check.ts'
import type { Finding } from '../checks/model.ts'
import { pairTerms, type TermEntry } from '../checks/pair-terms.ts'
import type { KnownLinks } from '../text/links.ts'

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

type LiveFinding = Pick<Finding, 'id' | 'severity' | 'at' | 'fix'> & { words: string }

const SENTENCES = { en, uk }

/** The checks as they run on the server, for one interface language: this file is the beginning of what browsers get. */
export async function openChecker(language: string): Promise<(pair: LivePair, text: string) => LiveFinding[]> {
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
  const tell = voice.t as unknown as (key: string, words: Record<string, string | number>) => string
  return (pair, target) => {
    const terms = pairTerms(pair.terms, pair.from, pair.to)
    const findings = checkPair({ ...pair, target, terms, known: new Set(pair.known), links: linksOf(pair) })
    return findings.map(({ id, severity, side, at, fix, says, words }) =>
      ({ id, severity, at: side === 'target' ? at : null, fix, words: tell(`says.${says}`, words) }))
  }
}

function linksOf({ links: { address, articles } }: LivePair): KnownLinks {
  return { address: address ?? undefined, articles: new Map(articles) }
}
