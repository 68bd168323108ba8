import type { Id, Language, Timestamp } from '../db/columns.ts'
import { listHref } from '../corrections/list.ts'
import type { Scheduled } from '../editions/schedule-store.ts'
import { can } from '../people/abilities.ts'
import { holds, type Actor } from '../people/model.ts'
import type { StalledQueue } from '../reviews/stalled-store.ts'
import type { ReturnedChange } from '../segments/source-changes.ts'
import { writingAbility } from '../translations/model.ts'
import { isReady } from './board.ts'
import type { ReturnedParagraph, Waiting, WaitingSubmission } from './model.ts'
import type { Tallied, Tallies, Tally } from './tallies.ts'

/** In the order in which it should be done: what others wait for comes before what is new. */
export const TASK_KINDS = ['returned', 'reorder', 'confirm', 'corrections', 'behind', 'draft', 'source', 'review', 'publish', 'refused', 'stalled', 'not_started'] as const
export type TaskKind = (typeof TASK_KINDS)[number]

/** One line of «My work»: paragraphs of one article in one language, or a language’s queue of reviews. */
export interface Task {
  article: Id | null
  language: Language
  count: number
  href: string
  /** Since when the oldest of them waits; null where that is not known. */
  at: Timestamp | null
  /** Who sent it, for a review. */
  sender: string | null
  /** Why nobody reviews, for a queue. */
  why: StalledQueue['why'] | null
  /** It takes somebody else, who is to be invited or given a right. */
  invites: boolean
}

export type Tasks = { kind: TaskKind; tasks: Task[] }[]

/** What was read for one person. Articles in the archive or the trash are not among it. */
export interface Facts {
  articles: readonly Tallied[]
  tallies: Tallies
  returned: readonly ReturnedParagraph[]
  /** Changes of the order of paragraphs. */
  reorder: readonly ReturnedChange[]
  confirm: readonly Waiting[]
  drafts: readonly Waiting[]
  /** Originals that the person changes as one text, not sent yet. */
  originals: readonly Pick<Waiting, 'article' | 'language' | 'at'>[]
  review: readonly WaitingSubmission[]
  refused: readonly Pick<Scheduled, 'article' | 'language' | 'at'>[]
  /** What waits for its time needs nobody. */
  planned: readonly Pick<Scheduled, 'article' | 'language'>[]
  stalled: readonly StalledQueue[]
  /** What readers reported and nobody has decided on. */
  corrections: readonly (Pick<Waiting, 'article' | 'language' | 'at'> & { count: number })[]
}

/** Everything that waits for the actor, by kind; a kind without work is not there. */
export function tasksFor(actor: Actor, facts: Facts): Tasks {
  const sources = new Map(facts.articles.map(({ id, source_language }) => [id, source_language]))
  const mine = facts.drafts.filter((one) => sources.has(one.article) && mayWrite(actor, one, sources))
  const drafted = new Set(facts.drafts.map(({ segment, language }) => `${segment} ${language}`))
  const returned = facts.returned.filter((one) => sources.has(one.article) && mayWrite(actor, one, sources))
    .filter(({ segment, language }) => !drafted.has(`${segment} ${language}`))
  const confirm = facts.confirm.filter(({ article }) => sources.has(article))
  const planned = new Set(facts.planned.map(({ article, language }) => `${article} ${language}`))
  const inHand = handOf([...mine, ...returned, ...confirm])
  const tasks: Record<TaskKind, Task[]> = {
    returned: grouped(returned, (place, count) => (headlinesOf(place, facts)?.returned === count && inHand(place) > count ? 'returned' : 'mine')),
    reorder: facts.reorder.filter((one) => sources.has(one.article) && mayWrite(actor, one, sources))
      .map(({ submission, article, language, at }) =>
        ({ ...NONE, article, language, at, count: 1, href: `/desk/submissions/${submission}/source-change` })),
    confirm: grouped(confirm, (place, count) => (headlinesOf(place, facts)?.waiting === count && inHand(place) > count ? 'waiting' : 'mine')),
    draft: grouped(mine, () => 'mine').map((task) => ({ ...task, href: `${roomOf(task.article ?? '', task.language)}?show=mine#send` })),
    review: facts.review.filter(({ article }) => sources.has(article))
      .map(({ submission, structure, ...one }) =>
        ({ ...NONE, ...one, href: `/desk/submissions/${submission}${structure === one.count ? '/source-change' : ''}` })),
    source: facts.originals.filter(({ article, language }) => sources.has(article) && can(actor, 'source.write', language))
      .map((one) => ({ ...NONE, ...one, count: 1, href: `/desk/articles/${one.article}/source` })),
    corrections: facts.corrections.filter((one) => sources.has(one.article) && mayWrite(actor, one, sources))
      .map((one) => ({ ...NONE, ...one, href: listHref({ article: one.article, language: one.language }) })),
    publish: pairs(facts).filter(({ language, tally }) => holds(actor, 'publish', language) && isReady(tally))
      .filter(({ article: { id }, language }) => !planned.has(`${id} ${language}`))
      .map(({ article: { id }, language, tally }) =>
        ({ ...NONE, article: id, language, count: tally.total, href: publishPage(id, language) })),
    refused: facts.refused.filter(({ article, language }) => sources.has(article) && holds(actor, 'publish', language))
      .map(({ article, language, at }) => ({ ...NONE, article, language, count: 1, at, href: publishPage(article, language) })),
    stalled: facts.stalled.map((queue) => stalledTask(actor, queue)),
    ...translations(actor, facts, drafted),
  }
  return TASK_KINDS.flatMap((kind) => (tasks[kind].length > 0 ? [{ kind, tasks: tasks[kind] }] : []))
}

function stalledTask(actor: Actor, { language, waiting, oldest, why }: StalledQueue): Task {
  const invites = why === 'no_reviewer' && can(actor, 'people.manage')
  return { ...NONE, language, count: waiting, at: oldest, why, invites, href: invites ? '/desk/people' : `/desk/reviews?language=${language}` }
}

const NONE = { article: null, at: null, sender: null, why: null, invites: false }

/** What to translate: first what the original left behind, then what nobody began, once the whole original is approved. */
function translations(actor: Actor, facts: Facts, drafted: ReadonlySet<string>): Record<'behind' | 'not_started', Task[]> {
  // What is drafted waits to be sent, not to be written.
  const open = (segments: readonly Id[], language: Language) => segments.filter((segment) => !drafted.has(`${segment} ${language}`))
  const mine = pairs(facts).filter(({ article, language }) => language !== article.source_language && holds(actor, 'translate', language))
  const ready = mine.filter(({ article }) => facts.tallies.get(article.id)?.get(article.source_language)?.complete)
  return {
    behind: mine.flatMap(({ article, language, tally }) =>
      taskOf(article.id, language, open(tally.behind, language), { show: 'behind', at: tally.waits.get('behind')?.since ?? null })),
    not_started: ready.flatMap(({ article, language, tally }) =>
      taskOf(article.id, language, open(tally.notStarted, language), { show: 'not_started', at: null })),
  }
}

type StepKey = 'invite' | 'bring_in' | 'articles' | 'reviews' | 'help'
export interface Start {
  why: 'no_rights' | 'first_steps' | 'no_articles' | 'nothing_waits'
  steps: StepKey[]
}

/** What to do for somebody for whom nothing waits. */
export function startFor(actor: Actor, { articles }: Pick<Facts, 'articles'>): Start {
  const invite: StepKey[] = can(actor, 'people.manage') ? ['invite'] : []
  const bringIn: StepKey[] = can(actor, 'article.import') ? ['bring_in'] : []
  if (actor.grants.length === 0) return { why: 'no_rights', steps: ['help'] }
  if (articles.length === 0) {
    const steps = [...invite, ...bringIn]
    return steps.length > 0 ? { why: 'first_steps', steps } : { why: 'no_articles', steps: ['help'] }
  }
  const reviews: StepKey[] = actor.grants.some(({ right }) => right === 'review') ? ['reviews'] : []
  return { why: 'nothing_waits', steps: ['articles', ...reviews, ...bringIn, ...invite] }
}

function mayWrite(actor: Actor, { article, language }: Pick<Waiting, 'article' | 'language'>, sources: ReadonlyMap<Id, Language>): boolean {
  return can(actor, writingAbility(sources.get(article) ?? '', language), language)
}

function pairs({ articles, tallies }: Facts): { article: Tallied; language: Language; tally: Tally }[] {
  return articles.flatMap((article) => [...tallies.get(article.id) ?? []].map(([language, tally]) => ({ article, language, tally })))
}

type Place = Pick<Task, 'article' | 'language'>

/** How many paragraphs somebody has in hand in each place: what `?show=mine` lists. */
function handOf(waiting: readonly Waiting[]): (place: Place) => number {
  const places = Map.groupBy(waiting, ({ article, language }) => `${article} ${language}`)
  return ({ article, language }) => new Set(places.get(`${article} ${language}`)?.map(({ segment }) => segment)).size
}

function headlinesOf({ article, language }: Place, { tallies }: Facts): Tally['counts'] | undefined {
  return tallies.get(article ?? '')?.get(language)?.counts
}

/** One task for each article and language, with the way to the paragraph that waits longest, in a list that `showIn` names. */
function grouped(waiting: readonly Waiting[], showIn: (place: Place, count: number) => string): Task[] {
  return [...Map.groupBy(waiting, ({ article, language }) => `${article} ${language}`).values()].flatMap((some) => {
    const [first] = some
    const segments = some.map(({ segment }) => segment)
    return first ? taskOf(first.article, first.language, segments, { show: showIn(first, some.length), at: first.at }) : []
  })
}

function taskOf(article: Id, language: Language, segments: readonly Id[], { show, at }: { show: string; at: Timestamp | null }): Task[] {
  const [first] = segments
  const href = `${roomOf(article, language)}?show=${show}#p-${first ?? ''}`
  return first ? [{ ...NONE, article, language, count: segments.length, at, href }] : []
}

function publishPage(article: Id, language: Language): string {
  return `${roomOf(article, language)}/editions`
}

/** Where a language of an article is worked on. */
function roomOf(article: Id, language: Language): string {
  return `/desk/articles/${article}/languages/${language}`
}
