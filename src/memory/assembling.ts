import { setImmediate as letOthers } from 'node:timers/promises'
import { readProse, spanIn, type Span } from '../text/prose.ts'
import { sentencesOf } from '../text/sentences.ts'
import { WORST_SCORE, type Match, type Wanted } from './model.ts'

/** A sentence is put in the place of another only if it is as like it as this. */
const LEAST_SCORE = 85
/** However sure of its sentences, nobody has ever approved the whole. */
const BEST_SCORE = 94
const MOST_SENTENCES = 24

/** A translation put together from those of sentences; nothing where less than half of the text is known, or it is a single sentence. */
export async function assemble(wanted: Wanted, find: (sentence: string, least: number) => Promise<Match[]>): Promise<Match | undefined> {
  const text = wanted.text.normalize('NFC')
  const prose = readProse(text)
  const sentences = sentencesOf(prose.words, wanted.from).map((span) => spanIn(prose, span))
  if (sentences.length < 2 || sentences.length > MOST_SENTENCES) return undefined
  const all = sentences.reduce((sum, one) => sum + lengthOf(one), 0)
  const found: (Match | undefined)[] = sentences.map(() => undefined)
  let [known, left] = [0, all]
  // The longest first: it shows soonest that too little is known.
  for (const at of [...sentences.keys()].sort((a, b) => lengthOf(sentences[b]) - lengthOf(sentences[a]))) {
    const { start, end } = sentences[at] ?? { start: 0, end: 0 }
    const [best] = await find(text.slice(start, end), LEAST_SCORE)
    found[at] = best
    known += (end - start) * Math.min(100, best?.score ?? 0)
    left -= end - start
    if (known + 100 * left < WORST_SCORE * all) return undefined
    await letOthers()
  }
  const score = Math.min(BEST_SCORE, Math.floor(known / all))
  return score < WORST_SCORE ? undefined : { ...NOBODYS, ...joined(text, sentences, found), score, source: text }
}

const NOBODYS = {
  unit: null, kind: 'assembled', level: 'paragraph', article: null, segment: null, approvedBy: null, approvedAt: null,
  saidBy: null, adapted: null,
} as const

function lengthOf(span: Span | undefined): number {
  return span ? span.end - span.start : 0
}

/** What stands between sentences stays as it is; a sentence that nobody has translated is left in its own language. */
function joined(text: string, sentences: readonly Span[], found: readonly (Match | undefined)[]): Pick<Match, 'target' | 'gaps' | 'origin' | 'imports'> {
  const gaps: Span[] = []
  let [target, last] = ['', 0]
  for (const [at, { start, end }] of sentences.entries()) {
    target += text.slice(last, start)
    const piece = found[at]?.adapted?.text ?? found[at]?.target ?? text.slice(start, end)
    if (!found[at]) gaps.push({ start: target.length, end: target.length + piece.length })
    target += piece
    last = end
  }
  const known = found.filter((one) => one !== undefined)
  const origin = known.every((one) => one.origin === 'import') ? 'import' : 'approval'
  return { target: target + text.slice(last), gaps, origin, imports: [...new Set(known.flatMap((one) => one.imports))] }
}
