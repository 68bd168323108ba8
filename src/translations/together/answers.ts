import type { Response } from 'express'
import { findArticle, listTitles } from '../../articles/store.ts'
import type { Id } from '../../db/columns.ts'
import type { Db } from '../../db/schema.ts'
import { authorize } from '../../people/abilities.ts'
import type { Actor } from '../../people/model.ts'
import { definePage } from '../../web/page.ts'
import { seeOther } from '../../web/redirect.ts'
import { addressOf, wordsIn } from '../asked.ts'
import { writingAbility } from '../model.ts'
import type { Place } from '../writing.ts'
import { putBack, replaceInDrafts, type ChosenPlaces, type PutBack } from './actions.ts'
import { copyToTwins } from './copying.ts'
import { queryOf, type Asked, type readTargets } from './forms.ts'
import type { Outcome } from './model.ts'
import { changedPage, replacePage, type Around, type ChangedPage, type ReplacePage } from './pages.ts'
import { judgeNow, planReplacement } from './plan.ts'
import { samePage, type SamePage } from './same-page.ts'
import { readTwins } from './same.ts'
import { listStanding } from './store.ts'

const showReplace = definePage<ReplacePage>('translations/replace')
const showSame = definePage<SamePage>('translations/same')
const showChanged = definePage<ChangedPage>('translations/changed')

/** Whoever has several drafts in hand, and from where. */
interface Holder {
  db: Db
  actor: Actor
  at: Place
}

/** Throws for those who may not write there: they have no drafts. */
async function readAround({ db, actor, at }: Holder, response: Response): Promise<Around> {
  const { source_language: source } = await findArticle(db, at.article)
  authorize(actor, writingAbility(source, at.language), at.language)
  const titles = await listTitles(db, [at.article], at.language)
  return { address: addressOf(at), language: at.language, title: titles.get(at.article) ?? { text: '', language: source }, words: wordsIn(response) }
}

export async function answerPlan(holder: Holder, response: Response, asked: Asked, back: number | null): Promise<void> {
  const around = await readAround(holder, response)
  const plan = asked.problem === null ? await planReplacement(holder.db, holder.actor, wantedOf(holder, asked)) : null
  await showReplace(response, replacePage(around, asked, plan, back), { status: asked.problem ? 422 : 200 })
}

function wantedOf({ at: { article, language } }: Holder, { wish, scope, after }: Asked) {
  return { language, article: scope === 'article' ? article : undefined, wish, after }
}

export async function answerReplaced(holder: Holder, response: Response, asked: Asked, chosen: readonly ChosenPlaces[]): Promise<void> {
  const { db, actor, at } = holder
  const around = await readAround(holder, response)
  const { last } = await planReplacement(db, actor, wantedOf(holder, asked))
  const outcome = await replaceInDrafts(db, actor, { language: at.language, wish: asked.wish, chosen })
  const href = `${around.address}/replacements?${queryOf({ ...asked, after: last })}`
  await answerChanged(holder, response, outcome, { what: 'replaced', around, action: `${around.address}/replacements/withdrawals`, next: last === null ? null : href })
}

/** What became of several drafts, with what checks say of each; a conflict where nothing could be changed. */
async function answerChanged(
  { db, actor, at: { language } }: Holder, response: Response, outcome: Outcome,
  { what, around, action, next }: Pick<ChangedPage, 'what' | 'action' | 'next'> & { around: Around },
): Promise<void> {
  const segments = [...outcome.changed, ...outcome.skipped].map(({ segment }) => segment)
  const standing = await listStanding(db, segments)
  const titles = await listTitles(db, [...new Set([...standing.values()].map(({ article }) => article))], language)
  const findings = await judgeNow(db, actor, language, outcome.changed.flatMap(({ segment }) => standing.get(segment) ?? []))
  const status = outcome.changed.length > 0 ? 200 : segments.length > 0 ? 409 : 422
  await showChanged(response, changedPage(around, outcome, { what, action, standing, findings, titles, next }), { status })
}

/** Back to `to` where everything was taken back; what could not be is named. */
export async function answerBack(
  holder: Holder, response: Response, drafts: readonly PutBack[], to: (count: number) => string,
): Promise<void> {
  const { db, actor, at } = holder
  const around = await readAround(holder, response)
  const outcome = await putBack(db, actor, { language: at.language, drafts })
  if (outcome.skipped.length === 0) return seeOther(response, to(outcome.changed.length))
  await answerChanged(holder, response, outcome, { what: 'back', around, action: '', next: null })
}


/** Paragraphs with the same original, and what could be put there. */
export async function answerSame(holder: Holder, segment: Id, response: Response, back: number | null): Promise<void> {
  const { db, actor, at } = holder
  const around = await readAround(holder, response)
  const { source_language: source } = await findArticle(db, at.article)
  await showSame(response, samePage(around, await readTwins(db, actor, { ...at, segment }, source), { back, source }))
}

export async function answerCopied(
  holder: Holder, segment: Id, response: Response, { mark, targets }: ReturnType<typeof readTargets>,
): Promise<void> {
  const { db, actor, at } = holder
  const around = await readAround(holder, response)
  const outcome = await copyToTwins(db, actor, { ...at, segment, mark, targets })
  const action = `${around.address}/segments/${segment}/copies/withdrawals`
  await answerChanged(holder, response, outcome, { what: 'copied', around, action, next: null })
}
