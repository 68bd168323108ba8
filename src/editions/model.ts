import { createHash } from 'node:crypto'
import type { Id, Language } from '../db/columns.ts'
import type { Row } from '../db/schema.ts'
import type { SegmentFacts } from '../segments/model.ts'
import { stateOf, type SourceMark, type Step } from '../segments/states.ts'
import { canonicalJson, type Json } from '../text/canonical.ts'

export type Edition = Row<'edition'>
export type EditionSegment = Row<'edition_segment'>
/** A paragraph as an edition freezes it. */
export type FrozenSegment = Omit<EditionSegment, 'edition_id'>
export type Credit = Omit<Row<'edition_credit'>, 'edition_id'>
/** Where a paragraph comes from that another one was split into, or that others were joined into. */
export type Line = Omit<Row<'edition_lineage'>, 'edition_id'>

export const LONGEST_NOTE = 2000

/** What an edition made now would hold, and what stands in its way. */
export interface Candidate {
  rows: FrozenSegment[]
  /** Segments without an approved text. */
  missing: Id[]
  /** Those of them that cannot even appear in the source language: its own edition does not have them. */
  unfillable: Id[]
  behind: Id[]
  selfApproved: number
  title: string | null
}

/** Composes an edition from approved texts; gaps are filled from the source's *published* edition, never from its newer texts. */
export function composeEdition(facts: readonly SegmentFacts[], language: Language, published: ReadonlyMap<Id, FrozenSegment>): Candidate {
  const candidate: Candidate = { rows: [], missing: [], unfillable: [], behind: [], selfApproved: 0, title: null }
  for (const one of facts) {
    const row = one.approved ? frozenText(one, language) : published.get(one.segment)
    if (!one.approved) candidate.missing.push(one.segment)
    if (!row) {
      candidate.unfillable.push(one.segment)
      continue
    }
    if (row.step === 'behind') candidate.behind.push(one.segment)
    if (one.approved?.eyes === 'one' && one.approved.outcome !== 'imported') candidate.selfApproved += 1
    if (one.kind === 'title' && one.approved) candidate.title = one.approved.text
    const { language: spoken, text, hash, source_hash, substance, step } = row
    candidate.rows.push({
      position: candidate.rows.length, segment_id: one.segment, kind: one.kind, level: one.level, list: one.list, asset: one.asset,
      language: spoken, text, hash, source_hash, substance, step,
    })
  }
  return candidate
}

function frozenText(facts: SegmentFacts, language: Language): Pick<EditionSegment, 'language' | 'text' | 'hash' | 'source_hash' | 'substance' | 'step'> {
  const { approved } = facts
  if (!approved) throw new Error('frozen without an approved text')
  return { language, text: approved.text, ...frozenMarks(approved, stateOf(facts).step) }
}

/** What an edition keeps of an approved text beside its words. */
export function frozenMarks(
  { hash, source, substance }: { hash: string; source: SourceMark | null; substance: Id | null }, step: Step | null,
): Pick<EditionSegment, 'hash' | 'source_hash' | 'substance' | 'step'> {
  return {
    hash, source_hash: source?.hash ?? hash, substance: source?.substance ?? substance ?? '',
    step: step === 'behind' || step === 'diverged' ? 'behind' : 'in_step',
  }
}

/** A frozen paragraph without its words: the hash stands for them. */
export type Content = Omit<FrozenSegment, 'text' | 'position'>

/** What readers would be told is the same as now: texts, order, kinds, steps. */
export function sameContent(rows: readonly Content[], current: readonly Content[]): boolean {
  return rows.length === current.length && rows.every((row, i) => {
    const other = current[i]
    return other !== undefined && row.segment_id === other.segment_id && row.hash === other.hash && row.language === other.language
      && row.kind === other.kind && row.level === other.level && row.list === other.list && row.asset === other.asset
      && row.step === other.step && row.source_hash === other.source_hash && row.substance === other.substance
  })
}

/** Names this very content: a page carries it, so that nothing else is published than what it showed. */
export function contentMark(rows: readonly Content[]): string {
  const said = rows.map(({ segment_id, hash, language, kind, level, list, asset, step, source_hash, substance }) =>
    [segment_id, hash, language, kind, level, list, asset, step, source_hash, substance])
  return createHash('sha256').update(canonicalJson(said)).digest('hex')
}

/** An edition without what it gets at the moment of publishing: its number, its time and its place in the chain. */
type Draft = Omit<Edition, 'id' | 'number' | 'manifest' | 'hash' | 'previous_hash' | 'created_at'>

/** All that readers will get, once and for all. */
export interface Prepared {
  edition: Draft
  slug: string
  rows: FrozenSegment[]
  credits: Credit[]
  /** Which decision approved each of the rows. */
  decisions: (Id | null)[]
}

/** Everything an edition says, as canonical JSON: what its hash covers. */
export function manifestOf(edition: Omit<Edition, 'id' | 'manifest' | 'hash'>, rows: readonly FrozenSegment[], credits: readonly Credit[],
  decisions: readonly (Id | null)[], lineage: readonly Line[] = []): string {
  const segments: Json[] = rows.map(({ text, ...row }, i) => ({ ...row, decision: decisions[i] ?? null }))
  const lines = lineage.length > 0 ? { lineage: lineage.map((line) => ({ ...line })) } : {}
  return canonicalJson({ ...edition, segments, credits: credits.map((credit) => ({ ...credit })), ...lines })
}

/** Which decision approved each paragraph, as the manifest says; one that was brought back names none. */
export function decisionsIn(manifest: string): Map<Id, Id> {
  const { segments } = JSON.parse(manifest) as { segments: { segment_id: Id; decision: Id | null }[] }
  return new Map(segments.flatMap(({ segment_id, decision }) => decision === null ? [] : [[segment_id, decision]]))
}

/** SHA-256 of the previous edition's hash and the manifest. */
export function editionHash(previousHash: string, manifest: string): string {
  return createHash('sha256').update(canonicalJson([previousHash, manifest])).digest('hex')
}
