import type { Ability } from '../people/abilities.ts'
import type { Id, Language } from '../db/columns.ts'
import type { Hindrance } from '../quality/model.ts'
import { headOf, type SegmentFacts } from '../segments/model.ts'
import { stateOf } from '../segments/states.ts'
import { textHash } from '../text/hash.ts'

export const LONGEST_MESSAGE = 2000

/** Writing in the article's own language is a change of its source; in any other a translation. */
export function writingAbility(source: Language, language: Language): Ability {
  return source === language ? 'source.write' : 'translation.write'
}

/** What a form showed when somebody began to type. */
export interface Shown {
  /** The newest words under work then; null where there were none. */
  base: Id | null
  /** The source text then; null in the source language. */
  source: Id | null
  /** How often the person's draft had been saved; 0 where there was none. */
  version: number
  /** The words that the person had typed over, where others stand there since. */
  from?: Id
}

/** Why nothing was overwritten, with the words that stand there now. */
export interface Conflict {
  with: 'newer_text' | 'newer_draft'
  theirs: string
}

/** Enough of a text's hash to tell whether somebody typed over what was shown. */
export function markOf(text: string): string {
  return textHash(text).slice(0, 16)
}

/** Null also when the very words are there already: whoever sends a form twice loses nothing. */
export function findConflict(facts: SegmentFacts, shown: Shown, text: string): Conflict | null {
  const head = headOf(facts)
  if (saysAlready(facts, shown, text) || !facts.draft && saysNothing(facts, text)) return null
  if ((head?.revision ?? null) !== shown.base) return { with: 'newer_text', theirs: head?.text ?? '' }
  if ((facts.draft?.version ?? 0) !== shown.version) return { with: 'newer_draft', theirs: facts.draft?.text ?? '' }
  return null
}

/** Are these words the person's draft already, made over the same texts? */
export function saysAlready({ draft, ...facts }: SegmentFacts, shown: Shown, text: string): boolean {
  if (!draft) return text === '' && shown.version > 0
  return draft.text === text && draft.baseRevision === shown.base && draft.sourceRevision === shown.source
    && shown.base === (headOf(facts)?.revision ?? null)
}

export type Skipped = 'no_draft' | 'nothing_new' | 'empty' | 'returned_same' | 'draft_moved' | 'text_moved' | 'source_moved' | 'waits_already'
  | 'unchanged' | 'faulty' | 'doubtful' | 'removed'

/** What a draft that may be sent offers: words of its own, the approved ones for a changed original, or those that were returned. */
export type Offer = 'new_text' | 'still_fits' | 'again'

export function isOffer(verdict: Skipped | Offer): verdict is Offer {
  return verdict === 'new_text' || verdict === 'still_fits' || verdict === 'again'
}

/**
 * May this draft be sent as it was shown, with what checks say of it? Words that were returned, kept on purpose, are offered `again`:
 * they are no text anew.
 */
export function judgeDraft(facts: SegmentFacts, version: number, sender: Id, hindrance: Hindrance = null): Skipped | Offer {
  const { draft, proposal, approved } = facts
  if (!draft) return 'no_draft'
  if (draft.version !== version) return 'draft_moved'
  if (draft.baseRevision !== (headOf(facts)?.revision ?? null)) return 'text_moved'
  if (facts.source && draft.sourceRevision !== facts.source.revision) return 'source_moved'
  if (proposal && proposal.sender !== sender) return 'waits_already'
  if (draft.text !== approved?.text) {
    if (hindrance !== null) return hindrance === 'errors' ? 'faulty' : 'doubtful'
    return draft.text === facts.returned?.text ? 'again' : 'new_text'
  }
  return hasOtherOriginal(facts) ? 'still_fits' : 'unchanged'
}

/** Could what was returned be sent again just as it is? Not once somebody has begun to change it. */
export function mayStay(facts: SegmentFacts, writer: Id): boolean {
  const { returned, source, draft } = facts
  if (!returned || draft) return false
  const kept = { text: returned.text, baseRevision: returned.revision, sourceRevision: source?.revision ?? null, version: 1, at: '', descendsFrom: null, offer: null }
  return isOffer(judgeDraft({ ...facts, draft: kept }, kept.version, writer))
}

/** Has the original other words now than when the translation was approved, be it only in minor ways? */
function hasOtherOriginal({ approved, source }: SegmentFacts): boolean {
  return approved?.source !== null && approved?.source !== undefined && source !== null && approved.source.hash !== source.hash
}

/**
 * Would saving this text as a draft say nothing new? `fits`: that the approved words fit the changed original, or the returned ones stay,
 * is what it says.
 */
export function saysNothing(facts: SegmentFacts, text: string, fits = false): boolean {
  if (text === '') return true
  if (text !== headOf(facts)?.text || fits && text === facts.approved?.text && hasOtherOriginal(facts)) return false
  if (fits && text === facts.returned?.text && text !== facts.approved?.text) return false
  const { step, work } = stateOf(facts)
  return work !== 'none' && work !== 'draft' || step === null || step === 'in_step'
}
