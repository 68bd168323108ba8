import type { Response } from 'express'
import type { Title } from '../articles/store.ts'
import type { Id } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { languagesOf, type Actor } from '../people/model.ts'
import { findPerson, listPeople } from '../people/store.ts'
import { diffHtml } from '../text/diff-html.ts'
import { diffTexts } from '../text/diff.ts'
import { viewLocals } from '../web/locals.ts'
import { definePage } from '../web/page.ts'
import { MOST_AT_ONCE } from './actions.ts'
import { printChosen, printCursor, type Typed } from './forms.ts'
import type { Selection } from './model.ts'
import type { PlannedArticle, PlannedRow, UndoPage, UndoPlan } from './pages.ts'
import { readPlan, type Plan, type PlanRow } from './plan.ts'
import { listStructures, type Cursor } from './store.ts'

const showUndo = definePage<UndoPage>('undoing/plan')

/** What the page of a plan begins from. */
interface Asked extends Pick<UndoPage, 'typed' | 'problems'> {
  selection: Selection | null
  after: Cursor | null
  /** Null: everything. */
  chosen: ReadonlySet<Id> | null
  reason?: string
  problem?: UndoPlan['problem']
  done?: number | null
  /** Paragraphs that were chosen and have moved on. */
  moved?: readonly Id[]
}

/** The form that asks whose texts to undo, with the plan once it is known. */
export async function answerPlan(db: Db, actor: Actor, response: Response, asked: Asked, status = 200): Promise<void> {
  const { typed, problems, selection, done = null } = asked
  const { lang } = viewLocals(response)
  const plan = selection && await readPlan(db, selection, { lang, after: asked.after, limit: MOST_AT_ONCE })
  const shown = plan && selection && await planOf(db, response, asked, selection, plan)
  const people = (await listPeople(db)).map(({ id, name }) => ({ id, name }))
  await showUndo(response, {
    typed, problems, done, people: people.sort((a, b) => new Intl.Collator(lang).compare(a.name, b.name)),
    languages: languagesOf(actor, 'publish'), plan: shown, moved: { count: asked.moved?.length ?? 0, places: plan ? movedOf(plan, asked) : [] },
  }, { status })
}

async function planOf(db: Db, response: Response, asked: Asked, selection: Selection, plan: Plan): Promise<UndoPlan> {
  const { typed, after, chosen, reason = '', problem = { reason: null, none: false } } = asked
  const { t } = viewLocals(response)
  const words = { added: t('translations:diff.added'), removed: t('translations:diff.removed') }
  const rowOf = (row: PlanRow): PlannedRow => ({
    ...row, value: printChosen(row), chosen: chosen?.has(row.segment) ?? true, href: hrefOf(row, selection), language: selection.language,
    changesHtml: diffHtml(diffTexts(row.text, row.back?.text ?? '', selection.language), words),
  })
  const articles = [...Map.groupBy(plan.rows, ({ article }) => article)].map(([article, rows]): PlannedArticle =>
    ({ article, title: titleOf(plan, article), rows: rows.map(rowOf) }))
  const structures = await listStructures(db, selection)
  return {
    person: (await findPerson(db, selection.person)).name, language: selection.language, articles, count: plan.rows.length, gone: plan.gone,
    untouched: plan.untouched.map((row) => ({ ...row, href: hrefOf(row, selection), title: titleOf(plan, row.article) })),
    after: after ? printCursor(after) : '', next: plan.next ? planHref(typed, { after: plan.next }) : null, first: after ? planHref(typed, {}) : null,
    all: planHref(typed, { after }), none: planHref(typed, { after, choose: 'none' }), reason, problem,
    structures: structures.map(({ submission, article, at }) => ({ href: `/desk/submissions/${submission}`, title: plan.titles.get(article) ?? null, at })),
  }
}

/** What moved and is still in this part of the plan, in another way; what is not, has its place in the article alone. */
function movedOf(plan: Plan, { moved = [], selection }: Asked): UndoPage['moved']['places'] {
  const known = new Map([...plan.rows, ...plan.untouched].map((row) => [row.segment, row]))
  return moved.flatMap((segment) => {
    const row = known.get(segment)
    return row && selection ? [{ href: hrefOf(row, selection), number: row.number, title: titleOf(plan, row.article) }] : []
  })
}

function titleOf({ titles }: Plan, article: Id): Title {
  return titles.get(article) ?? { text: '…', language: '' }
}

function hrefOf({ article, segment }: Pick<PlanRow, 'article' | 'segment'>, { language }: Selection): string {
  return `/desk/articles/${article}/languages/${language}/segments/${segment}`
}

export function planHref(typed: Typed, { after = null, ...more }: { after?: Cursor | null; choose?: string; done?: string }): string {
  return `/desk/edits?${new URLSearchParams({ ...typed, ...after ? { after: printCursor(after) } : {}, ...more }).toString()}`
}
