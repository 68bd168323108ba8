import type { Finding, Pair } from '../checks/model.ts'
import type { Id, Language } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'
import { readTerms } from '../glossary/reading.ts'
import type { SegmentFacts } from '../segments/model.ts'
import { findStops } from '../people/settings.ts'
import { listKnown } from '../words/reading.ts'
import { listElsewhere } from './elsewhere-store.ts'
import { expectSuggestions, findingsOf, withSuggestions } from './kept-findings.ts'
import { machineFindings } from './machine-words.ts'
import type { Judged } from './model.ts'
import { listAnswers, type Answers } from './store.ts'

/** Findings of paragraphs' texts, by segment; a paragraph whose words were approved already has none. */
export type Findings = ReadonlyMap<Id, readonly Judged[]>

/** What checks have to know besides the texts. */
export type Context = Pick<Pair, 'from' | 'to' | 'terms' | 'known' | 'stops'>

/**
 * `spelled`: with words that no dictionary has, which takes a moment. `suggested`: with what was meant in these paragraphs, those in hand;
 * nobody waits for it in the others. Neither within a transaction.
 */
interface How {
  spelled?: boolean
  suggested?: readonly Id[]
}

/** A paragraph with words that may go to review. */
export interface Wording {
  facts: Pick<SegmentFacts, 'segment' | 'kind' | 'source' | 'approved' | 'links'>
  text: string
}

/** What checks of an article in a language have to know; for texts of its own language, `from` is `to`. */
export async function readContext(db: Db, from: Language, to: Language): Promise<Context> {
  return { from, to, terms: await readTerms(db, from, to), known: await listKnown(db, to), stops: await findStops(db) }
}

/** What checks say of these words beside their originals, and what was answered: a fixed number of queries, however many. */
export async function judgeWords(
  db: Db | Tx, context: Context, wordings: readonly Wording[], { spelled = false, suggested }: How = {},
): Promise<Findings> {
  const judged = wordings.filter(({ facts, text }) => text !== '' && text !== facts.approved?.text && facts.kind !== 'code')
  if (judged.length === 0) return new Map()
  const answers = await listAnswers(db, judged.map(({ facts }) => facts.segment), context.to)
  const originals = judged.flatMap(({ facts: { segment, source } }) => source ? [{ segment, hash: source.hash }] : [])
  const elsewhere = await listElsewhere(db, originals, context.to)
  const pairs = judged.map((one) => pairOf(one, context, elsewhere.get(one.facts.segment)))
  const findings = await findingsOf(pairs, { spelled })
  const machine = await machineFindings(db, judged.map(({ facts: { segment }, text }) => ({ segment, text })), context.to)
  const found = new Map(judged.map(({ facts: { segment } }, i) =>
    [segment, withAnswers([...machine.get(segment) ?? [], ...findings[i] ?? []], answers, segment)]))
  return suggested ? withMeant(found, suggested, context.to) : found
}

/** The paragraphs in hand first, then, without waiting, the others: one of them is likely to be next. */
async function withMeant(found: Map<Id, Judged[]>, suggested: readonly Id[], language: Language): Promise<Findings> {
  const asked = suggested.map(async (segment) => [segment, await withSuggestions(found.get(segment) ?? [], language)] as const)
  for (const [segment, findings] of found) if (!suggested.includes(segment)) expectSuggestions(findings, language)
  return new Map([...found, ...(await Promise.all(asked)).filter(([segment]) => found.has(segment))])
}

/** The same of one's drafts. */
export async function judgeDrafts(db: Db | Tx, context: Context, facts: readonly SegmentFacts[], how: How = {}): Promise<Findings> {
  return judgeWords(db, context, facts.flatMap((one) => one.draft ? [{ facts: one, text: one.draft.text }] : []), how)
}

function pairOf({ facts: { source, kind, links }, text }: Wording, context: Context, elsewhere: readonly string[] = []): Pair {
  return { ...context, source: source?.text ?? null, target: text, kind, links: links ?? null, elsewhere }
}

function withAnswers(findings: readonly Finding[], answers: Answers, segment: Id): Judged[] {
  const known = answers.get(segment)
  return findings.map((finding) => ({ ...finding, meant: known?.get(finding.id) ?? null }))
}
