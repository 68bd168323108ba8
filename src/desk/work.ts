import type { Id, Language, Timestamp } from '../db/columns.ts'
import { can } from '../people/abilities.ts'
import { holds, languagesOf, type Actor } from '../people/model.ts'
import { writingAbility } from '../translations/model.ts'
import type { Waiting, WaitingSubmission } from './model.ts'
import type { Tallied, Tallies, Tally } from './tallies.ts'

/** In the order in which it should be done: what others wait for comes before what is new. */
const TASK_KINDS = ['returned', 'confirm', 'draft', 'behind', 'not_started', 'review', 'publish'] as const
export type TaskKind = (typeof TASK_KINDS)[number]

/** One line of «My work»: paragraphs of one article in one language. */
export interface Task {
  article: Id
  language: Language
  count: number
  href: string
  /** Since when the oldest of them waits; null where that is not known. */
  at: Timestamp | null
  /** Who sent it, for a review. */
  sender: string | null
}

/** What was read for one person. */
export interface Facts {
  articles: readonly Tallied[]
  tallies: Tallies
  returned: readonly Waiting[]
  confirm: readonly Waiting[]
  drafts: readonly Waiting[]
  review: readonly WaitingSubmission[]
}

/** Everything that waits for the actor, by kind; a kind without work is not there. */
export function tasksFor(actor: Actor, facts: Facts): { kind: TaskKind; tasks: Task[] }[] {
  const sources = new Map(facts.articles.map(({ id, source_language }) => [id, source_language]))
  const mayWrite = ({ article, language }: Waiting) => can(actor, writingAbility(sources.get(article) ?? '', language), language)
  const drafted = new Set(facts.drafts.map(({ segment, language }) => `${segment} ${language}`))
  const free = (segments: readonly Id[], language: Language) => segments.filter((segment) => !drafted.has(`${segment} ${language}`))
  const translatable = pairs(facts).filter(({ article, language }) => language !== article.source_language && holds(actor, 'translate', language))
  const ready = translatable.filter(({ article }) => facts.tallies.get(article.id)?.get(article.source_language)?.complete)
  const tasks: Record<TaskKind, Task[]> = {
    returned: grouped(facts.returned.filter((one) => mayWrite(one) && !drafted.has(`${one.segment} ${one.language}`))),
    confirm: grouped(facts.confirm),
    draft: grouped(facts.drafts.filter((one) => mayWrite(one))).map((task) => ({ ...task, href: `${pageOf(task)}#send` })),
    behind: translatable.flatMap(({ article, language, tally }) => taskOf(article.id, language, free(tally.behind, language))),
    not_started: ready.flatMap(({ article, language, tally }) => taskOf(article.id, language, free(tally.notStarted, language))),
    review: facts.review.map(({ submission, article, language, count, at, sender }) =>
      ({ article, language, count, at, sender, href: `/desk/submissions/${submission}` })),
    publish: pairs(facts).filter(({ language, tally }) => holds(actor, 'publish', language) && isReady(tally)).map(({ article, language, tally }) =>
      ({ article: article.id, language, count: tally.total, at: null, sender: null, href: `${pageOf({ article: article.id, language })}/editions` })),
  }
  return TASK_KINDS.flatMap((kind) => tasks[kind].length > 0 ? [{ kind, tasks: tasks[kind] }] : [])
}

type StepKey = 'invite' | 'bring_in' | 'articles' | 'reviews'
export interface Start {
  why: 'no_rights' | 'first_steps' | 'no_articles' | 'nothing_waits'
  steps: StepKey[]
}

/** What to do for somebody for whom nothing waits. */
export function startFor(actor: Actor, { articles }: Pick<Facts, 'articles'>): Start {
  const invite: StepKey[] = can(actor, 'people.manage') ? ['invite'] : []
  const bringIn: StepKey[] = can(actor, 'article.import') ? ['bring_in'] : []
  if (actor.grants.length === 0) return { why: 'no_rights', steps: [] }
  if (articles.length === 0) {
    const steps = [...invite, ...bringIn]
    return steps.length > 0 ? { why: 'first_steps', steps } : { why: 'no_articles', steps: ['articles'] }
  }
  const reviews: StepKey[] = languagesOf(actor, 'review').length > 0 ? ['reviews'] : []
  return { why: 'nothing_waits', steps: ['articles', ...reviews, ...bringIn, ...invite] }
}

function isReady({ complete, differs, counts }: Tally): boolean {
  return complete && differs && counts.behind === 0
}

function pairs({ articles, tallies }: Facts): { article: Tallied; language: Language; tally: Tally }[] {
  return articles.flatMap((article) => [...tallies.get(article.id) ?? []].map(([language, tally]) => ({ article, language, tally })))
}

/** One task for each article and language; it leads to the paragraph that waits longest. */
function grouped(waiting: readonly Waiting[]): Task[] {
  return [...Map.groupBy(waiting, ({ article, language }) => `${article} ${language}`).values()].flatMap((some) => {
    const [first] = some
    return first ? [{ article: first.article, language: first.language, count: some.length, at: first.at, sender: null, href: `${pageOf(first)}#p-${first.segment}` }] : []
  })
}

function taskOf(article: Id, language: Language, segments: readonly Id[]): Task[] {
  const [first] = segments
  return first ? [{ article, language, count: segments.length, at: null, sender: null, href: `${pageOf({ article, language })}#p-${first}` }] : []
}

function pageOf({ article, language }: { article: Id; language: Language }): string {
  return `/desk/articles/${article}/languages/${language}`
}
