import type { Article } from '../articles/model.ts'
import type { Id, Language } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import type { Candidate } from '../editions/model.ts'
import type { Passage, Shown } from '../reader/body.ts'
import { loadFacts } from '../segments/facts.ts'
import { withLinks, withStoredDrafts } from '../segments/links.ts'
import type { SegmentFacts } from '../segments/model.ts'

/** Whose own words a preview shows in their places, and what leads from each paragraph to its field. */
export interface OwnWords {
  person: Id
  /** The address of the translator's page. */
  address: string
  /** In the language of the desk. */
  language: Language
  says: Readonly<Record<Own['state'] | 'open', string>>
}

/** Words of a person that readers have not got: still a draft, or sent to review. */
interface Own {
  text: string
  state: 'draft' | 'waiting'
}

/** By segment; nobody else's. */
export async function readOwn(db: Db, { id, source_language: source }: Article, language: Language, person: Id): Promise<Map<Id, Own>> {
  const facts = withStoredDrafts(await withLinks(db, await loadFacts(db, { article: id, source, language, person })))
  return new Map(facts.flatMap((one) => {
    const own = ownIn(one, person)
    return own ? [[one.segment, own] as const] : []
  }))
}

function ownIn({ draft, proposal }: SegmentFacts, person: Id): Own | null {
  if (draft) return { text: draft.text, state: 'draft' }
  return proposal?.sender === person ? { text: proposal.text, state: 'waiting' } : null
}

/** The edition that there would be, were one's own words approved. */
export function withOwn(candidate: Candidate, facts: readonly SegmentFacts[], language: Language, own: ReadonlyMap<Id, Own>): Candidate {
  if (own.size === 0) return candidate
  const rows = new Map(candidate.rows.map((row) => [row.segment_id, row]))
  const others = (segments: readonly Id[]) => segments.filter((segment) => !own.has(segment))
  const title = facts.find(({ kind }) => kind === 'title')?.segment
  return {
    ...candidate, missing: others(candidate.missing), unfillable: others(candidate.unfillable), behind: others(candidate.behind),
    title: own.get(title ?? '')?.text ?? candidate.title,
    rows: facts.flatMap(({ segment, kind, level, list, asset }, position) => {
      const text = own.get(segment)?.text
      const row = rows.get(segment)
      if (text === undefined) return row ?? []
      const bare = row ?? { position, segment_id: segment, kind, level, list, asset, hash: '', source_hash: '', substance: '' }
      return { ...bare, language, text, step: 'in_step' as const }
    }),
  }
}

/** Each paragraph with the way to its field, and whether its words are one's own. */
export function leadToFields(rows: readonly Shown[], own: ReadonlyMap<Id, Own>, { address, language, says }: OwnWords): Shown[] {
  return rows.map((row) => {
    if (row.kind === 'code' || row.kind === 'rule') return row
    const state = own.get(row.segment)?.state ?? null
    const field: Passage['field'] = { href: `${address}/segments/${row.segment}`, state, words: says[state ?? 'open'], language }
    return { ...row, field }
  })
}
