import { listTitles, type Title } from '../../articles/store.ts'
import type { Id, Language } from '../../db/columns.ts'
import type { Db } from '../../db/schema.ts'
import { can } from '../../people/abilities.ts'
import type { Actor } from '../../people/model.ts'
import { judgeDrafts, judgeWords, readContext, type Findings } from '../../quality/judging.ts'
import type { Judged } from '../../quality/model.ts'
import { loadFacts } from '../../segments/facts.ts'
import { withLinks } from '../../segments/links.ts'
import { writingAbility } from '../model.ts'
import { placesIn, replaceIn, type OwnDraft, type Places, type Standing, type Wish } from './model.ts'
import { listOwnDrafts } from './store.ts'

export const MOST_DRAFTS = 2000
const ON_A_PAGE = 20

/** A draft that has the words. */
export interface Hit extends Places {
  draft: OwnDraft
  /** What checks would say of it that they do not say now. */
  findings: readonly Judged[]
}

/** A part of what a replacement would do. */
export interface Plan {
  hits: Hit[]
  /** How many drafts have the words, and how many of them stand on pages before this. */
  total: number
  passed: number
  /** The last one here, where more follow. */
  last: Id | null
  /** There are more drafts than are looked through. */
  isCut: boolean
  titles: ReadonlyMap<Id, Title>
}

interface Wanted {
  language: Language
  article: Id | undefined
  wish: Wish
  after: Id | null
}

export async function planReplacement(db: Db, actor: Actor, { language, article, wish, after }: Wanted): Promise<Plan> {
  const all = await listOwnDrafts(db, { person: actor.id, language, article, most: MOST_DRAFTS + 1 })
  const drafts = all.slice(0, MOST_DRAFTS).filter(({ source }) => can(actor, writingAbility(source, language), language))
  const found = drafts.flatMap((draft) => {
    const places = placesIn(draft.text, draft.kind, wish)
    return places.free.length + places.held > 0 ? [{ draft, ...places }] : []
  })
  const passed = startOf(drafts, found, after)
  const here = found.slice(passed, passed + ON_A_PAGE)
  const findings = await judgeAfter(db, actor, language, here.flatMap(({ draft, free }) => {
    const text = replaceIn(draft.text, free, wish)
    return text === null ? [] : [{ segment: draft.segment, article: draft.article, source: draft.source, after: text }]
  }))
  return {
    hits: here.map((one) => ({ ...one, findings: findings.get(one.draft.segment) ?? [] })), total: found.length, passed,
    last: passed + here.length < found.length ? here.at(-1)?.draft.segment ?? null : null, isCut: all.length > MOST_DRAFTS,
    titles: await listTitles(db, [...new Set(here.map(({ draft }) => draft.article))], language),
  }
}

/** Where the list goes on after a paragraph, whether that still has the words or not. */
function startOf(drafts: readonly OwnDraft[], found: readonly { draft: OwnDraft }[], after: Id | null): number {
  const last = drafts.findIndex(({ segment }) => segment === after)
  if (last === -1) return 0
  const before = new Set(drafts.slice(0, last + 1).map(({ segment }) => segment))
  return found.filter(({ draft }) => before.has(draft.segment)).length
}

interface Words {
  segment: Id
  article: Id
  source: Language
  after: string
}

/** What checks say of these words that they do not say of the drafts as they are: by segment. */
async function judgeAfter(db: Db, actor: Actor, language: Language, words: readonly Words[]): Promise<Findings> {
  const fresh = new Map<Id, readonly Judged[]>()
  for (const [article, some] of Map.groupBy(words, (one) => one.article)) {
    const source = some[0]?.source ?? language
    const segments = some.map(({ segment }) => segment)
    const facts = await withLinks(db, await loadFacts(db, { article, source, language, person: actor.id, segments }))
    const context = await readContext(db, source, language)
    const texts = new Map(some.map(({ segment, after }) => [segment, after]))
    const before = await judgeDrafts(db, context, facts, { spelled: true })
    const after = await judgeWords(db, context, facts.map((one) => ({ facts: one, text: texts.get(one.segment) ?? '' })), { spelled: true })
    for (const [segment, findings] of after) {
      const known = new Set(before.get(segment)?.map(({ id }) => id))
      fresh.set(segment, findings.filter(({ id }) => !known.has(id)))
    }
  }
  return fresh
}

/** What checks say of drafts as they stand now. */
export async function judgeNow(db: Db, actor: Actor, language: Language, drafts: readonly Standing[]): Promise<Findings> {
  const findings = new Map<Id, readonly Judged[]>()
  for (const [article, some] of Map.groupBy(drafts, (one) => one.article)) {
    const source = some[0]?.source ?? language
    const segments = some.map(({ segment }) => segment)
    const facts = await withLinks(db, await loadFacts(db, { article, source, language, person: actor.id, segments }))
    const judged = await judgeDrafts(db, await readContext(db, source, language), facts, { spelled: true })
    for (const [segment, said] of judged) findings.set(segment, said)
  }
  return findings
}
