import type { Article } from '../articles/model.ts'
import type { Db } from '../db/schema.ts'
import type { More, Unnamed } from './history-model.ts'
import { listEditionEvents, listStructureEvents, listSubmissionEvents, listUndoneEvents, type Asked } from './history-store.ts'
import { toldBy } from './ledger-told.ts'

/** Changes of the structure, each with what was decided on it. */
export async function structures(db: Db, asked: Asked): Promise<Unnamed[]> {
  return (await listStructureEvents(db, asked)).map(({
    id, outline, submission, language, sender, message, sent, outcome, decidedBy, reason, eyes, at,
  }) => ({
    id, at, people: [sender, ...decidedBy ? [decidedBy] : []], shape: { id, outline, outcome },
    tell: (nameOf, { counts, passed }) => ({
      kind: 'structure', id, at, language, by: nameOf(sender), href: `/desk/submissions/${submission}/source-change`, outcome: outcome ?? 'open',
      message, sent, decidedBy: decidedBy && nameOf(decidedBy), passedBy: passed.filter((one) => one !== decidedBy).map(nameOf), reason: reason ?? '', oneEye: eyes === 'one', counts,
    }),
  }))
}

/** Texts that were sent together. */
export async function submissions(db: Db, asked: Asked): Promise<Unnamed[]> {
  return (await listSubmissionEvents(db, asked)).map(({ id, language, sender, message, at }) => ({
    id, at, people: [sender], texts: id,
    tell: (nameOf, { offered, verdicts }) => ({
      kind: 'submission', id, at, language, by: nameOf(sender), href: `/desk/submissions/${id}`, message, ...offered,
      verdicts: addUp(verdicts), reviewers: [...new Set(verdicts.map(({ by }) => nameOf(by)))],
    }),
  }))
}

function addUp(verdicts: More['verdicts']): { outcome: More['verdicts'][number]['outcome']; count: number }[] {
  return [...Map.groupBy(verdicts, ({ outcome }) => outcome)].map(([outcome, some]) =>
    ({ outcome, count: some.reduce((sum, { count }) => sum + count, 0) }))
}

/** What readers got, and what was taken from them. */
export async function editions(db: Db, asked: Asked): Promise<Unnamed[]> {
  return (await listEditionEvents(db, asked)).map(({ id, language, event, reason, by, at, number, note }) => ({
    id, at, people: [by],
    tell: (nameOf) => ({
      kind: 'edition', id, at, language, by: nameOf(by), event, number, reason: reason || note, isNote: reason === '',
      href: `/desk/articles/${asked.article}/languages/${language}/editions/${number}`,
    }),
  }))
}

/** Texts of one person that were undone. */
export async function undone(db: Db, asked: Asked): Promise<Unnamed[]> {
  return (await listUndoneEvents(db, asked)).map(({ number, actor, subject, details, at }) => {
    const { language, paragraphs, reason } = toldBy({ details })
    const id = String(number).padStart(15, '0')
    const whose = subject.slice('person:'.length)
    return {
      id, at, people: [actor, whose],
      tell: (nameOf) => ({
        kind: 'undone', id, at, language: language ?? '', by: nameOf(actor), href: null,
        whose: nameOf(whose), count: paragraphs ?? 0, reason: reason ?? '',
      }),
    }
  })
}

/** The beginning of it all. */
export function broughtIn({ id, created_at: at, created_by: by, source_language }: Article, { language, person, until }: Asked): Unnamed[] {
  const isTheirs = (language === null || language === source_language) && (person === null || person === by)
  const isAsked = isTheirs && (until === null || at <= until)
  const event = { kind: 'import' as const, id, at, language: source_language, href: null }
  return isAsked ? [{ id, at, people: [by], tell: (nameOf) => ({ ...event, by: nameOf(by) }) }] : []
}
