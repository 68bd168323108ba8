import type { Article } from '../articles/model.ts'
import type { Site } from '../web/site.ts'
import type { Asked } from './asked.ts'
import { canBeAccepted, listBlockers, type PublishingCase } from './blockers.ts'
import { compareEditions } from './changes.ts'
import { contentMark, type Line } from './model.ts'
import type { PublishForm, ReaderChanges, Together } from './pages.ts'
import { readLineageNow } from './lineage-store.ts'
import { findLastEdition, findPublished, listCorrections } from './store.ts'
import type { Pair } from './together.ts'

interface Read {
  article: Article
  wanted: PublishingCase
  pair: Pair | null
  changes: ReaderChanges
}

/** The form, filled with what would be right, or with what was typed. */
export async function readForm({ db, config }: Site, { article, wanted, pair, changes }: Read, asked: Asked): Promise<PublishForm> {
  const { language, candidate: { missing, behind, rows } } = wanted
  const corrections = (await listCorrections(db, article.id)).filter((one) => one.language !== language)
  const original = pair && await readOriginal(db, article, pair)
  return withTyped(asked, {
    slug: article.kind === 'site' ? null : wanted.slug.text, address: `${config.baseUrl}/${language}/articles/`,
    note: changes.summary, correction: '', important: language === article.source_language ? false : null, corrections,
    missing: missing.length, behind: behind.length, shown: contentMark(rows), acceptMissing: false, acceptBehind: false,
    together: pair && original && togetherOf(pair, wanted, asked, original),
    later: false, date: '', time: '', zone: config.timeZone, whenProblem: null, problems: {},
  })
}

/** The number that the original's next edition will have, and where its paragraphs come from. */
interface Next {
  number: number
  lineage: Line[]
}

async function readOriginal(db: Site['db'], { id, source_language: language }: Article, { original }: Pair): Promise<Next> {
  const last = await findLastEdition(db, id, language)
  const lineage = await readLineageNow(db, await findPublished(db, id, language), original.candidate.rows)
  return { number: (last?.number ?? 0) + 1, lineage }
}

function togetherOf({ original, translation }: Pair, alone: PublishingCase, { t }: Asked, { number, lineage }: Next): Together {
  return {
    checked: false, needed: !canBeAccepted(listBlockers(alone)), number, language: original.language, title: original.candidate.title ?? '',
    shown: contentMark(translation.candidate.rows), originalShown: contentMark(original.candidate.rows),
    changes: compareEditions(original.candidate.rows, original.current, original.language, t, lineage),
  }
}

/** With what was typed; what somebody took on counts only for the numbers that they saw. */
function withTyped({ typed, slugProblem }: Asked, form: PublishForm): PublishForm {
  if (!typed) return form
  return {
    ...form,
    slug: form.slug === null ? null : typed.slug ?? form.slug,
    note: typed.note, correction: typed.correction, important: form.important === null ? null : typed.important,
    later: typed.later, date: typed.date, time: typed.time, whenProblem: typed.whenProblem ?? null,
    acceptMissing: typed.acceptMissing && typed.missing === form.missing,
    acceptBehind: typed.acceptBehind && typed.behind === form.behind,
    together: form.together && { ...form.together, checked: typed.together && typed.originalShown === form.together.originalShown },
    problems: {
      ...typed.problems, ...slugProblem ? { slug: slugProblem } : {},
      ...form.together?.needed && !typed.together ? { together: 'required' } as const : {},
    },
  }
}
