import { readProse } from '../text/prose.ts'
import { checkHidden } from './hidden.ts'
import type { Noticed } from './model.ts'
import { checkScripts } from './scripts.ts'

/** The checks that can find an error in a text that translates nothing. */
const ERRING = [checkHidden, checkScripts]
const MAY_ERR = /(?=[^]*\p{Script=Latin})(?=[^]*\p{Script=Cyrillic})|(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u

/** The first thing in a text of an original that keeps it from review; null where nothing does. `known`: words of the site, folded. */
export function findError(text: string, { language, kind, known }: {
  language: string; kind: string; known: ReadonlySet<string>
}): Pick<Noticed, 'says'> & { words: Record<string, string | number> } | null {
  if (kind === 'code' || !MAY_ERR.test(text)) return null
  const read = {
    source: null, target: text, from: language, to: language, kind, terms: null, links: null, elsewhere: [], known, stops: 'inside' as const,
    original: null, text: readProse(text),
  }
  const found = ERRING.flatMap((check) => check(read)).find(({ severity }) => severity === 'error')
  return found ? { says: found.says, words: found.words ?? {} } : null
}
