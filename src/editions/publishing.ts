import type { Article } from '../articles/model.ts'
import { listSlugs, listTitles } from '../articles/store.ts'
import { proposeSlug } from '../articles/slugs.ts'
import type { Language } from '../db/columns.ts'
import { can } from '../people/abilities.ts'
import type { Actor } from '../people/model.ts'
import { namesOf } from '../people/store.ts'
import type { DiffWords } from '../reviews/diff-view.ts'
import type { Problem } from '../i18n/resources.ts'
import type { Problems } from '../web/form.ts'
import type { Site } from '../web/site.ts'
import { compareEditions } from './changes.ts'
import { checklistOf } from './checklist.ts'
import { composeNow } from './compose.ts'
import type { PublicationFields } from './forms.ts'
import { contentMark, type Edition } from './model.ts'
import type { EditionLine, PublishedNow, PublishForm, PublishNotice, PublishPage } from './pages.ts'
import { findPublished, listEditions, listEditionSegments, listEvents } from './store.ts'

/** What the page is made for: who looks, what just happened, and what they typed before something was refused. */
export interface Asked {
  actor: Actor
  words: DiffWords
  notice: PublishNotice | null
  typed?: PublicationFields & { problems?: Problems }
  slugProblem?: 'taken' | 'invalid'
  withdrawal?: PublishPage['withdrawal']
  restoration?: { number: number; note: string; problem: Problem | null }
}

/** The publish page of an article in a language, as things stand now. */
export async function readPublishing({ db, config }: Site, article: Article, language: Language, asked: Asked): Promise<PublishPage> {
  const { actor, words, notice, withdrawal = { reason: '', problem: null } } = asked
  const room = `/desk/articles/${article.id}/languages/${language}`
  const isSource = language === article.source_language
  const { facts, candidate } = await composeNow(db, article, language)
  const current = await findPublished(db, article.id, language)
  const rows = current ? await listEditionSegments(db, current.id) : null
  const editions = await listEditions(db, article.id, language)
  const titles = await listTitles(db, [article.id], language)
  const slug = await proposeSlug(db, article.id, language, candidate.title ?? '')
  const canPublish = can(actor, 'edition.publish', language)
  const checklist = checklistOf(facts, candidate, room)
  return {
    article: article.id, title: titles.get(article.id) ?? { text: '', language: article.source_language },
    siteText: article.site_text, language, sourceLanguage: isSource ? null : article.source_language, room, canPublish,
    canPublishSource: can(actor, 'edition.publish', article.source_language),
    now: current ? await publishedNow({ db, config }, article, current) : null,
    next: (editions[0]?.number ?? 0) + 1,
    checklist,
    changes: compareEditions(candidate.rows, rows, language, words),
    form: formOf(asked, {
      slug: article.kind === 'site' ? null : slug, address: `${config.baseUrl}/${language}/articles/`, note: '',
      missing: candidate.missing.length, behind: candidate.behind.length, shown: contentMark(candidate.rows),
      acceptMissing: false, acceptBehind: false, problems: {},
    }),
    mistaken: asked.typed !== undefined,
    withdrawal,
    editions: await editionLines({ db }, editions, current, { room: canPublish ? room : null, asked }),
    notice,
  }
}

/** With what was typed; what somebody took on counts only for the numbers that they saw. */
function formOf({ typed, slugProblem }: Asked, form: PublishForm): PublishForm {
  if (!typed) return form
  return {
    ...form,
    slug: form.slug === null ? null : typed.slug ?? form.slug,
    note: typed.note,
    acceptMissing: typed.acceptMissing && typed.missing === form.missing,
    acceptBehind: typed.acceptBehind && typed.behind === form.behind,
    problems: { ...typed.problems, ...slugProblem ? { slug: slugProblem } : {} },
  }
}

async function publishedNow({ db, config }: Pick<Site, 'db' | 'config'>, article: Article, { number, created_at, published_by, language }: Edition): Promise<PublishedNow> {
  const names = await namesOf(db, [published_by])
  const slug = (await listSlugs(db, article.id)).get(language)
  const href = article.site_text === 'about' ? `/${language}/about` : article.site_text ? `/${language}/` : `/${language}/articles/${slug ?? article.id}`
  return { number, at: created_at, by: names.get(published_by) ?? '', href, url: config.baseUrl + href }
}

async function editionLines({ db }: Pick<Site, 'db'>, editions: readonly Omit<Edition, 'manifest'>[], current: Edition | undefined,
  { room, asked: { restoration } }: { room: string | null; asked: Asked }): Promise<EditionLine[]> {
  const [first] = editions
  if (!first) return []
  const events = (await listEvents(db, first.article_id, first.language)).filter(({ event }) => event === 'withdraw')
  const names = await namesOf(db, [...editions.map((edition) => edition.published_by), ...events.map(({ by }) => by)])
  return editions.map((edition) => {
    const withdrawal = events.find(({ number }) => number === edition.number)
    const isCurrent = edition.number === current?.number
    return {
      number: edition.number, at: edition.created_at, by: names.get(edition.published_by) ?? '', partial: edition.partial, behind: edition.behind,
      selfApproved: edition.self_approved, note: edition.note, hash: edition.hash.slice(0, 12), current: isCurrent,
      withdrawn: withdrawal ? { by: names.get(withdrawal.by) ?? '', at: withdrawal.at, reason: withdrawal.reason } : null,
      restore: room && !isCurrent && edition.hash !== current?.hash ? `${room}/editions/${edition.number}/restorations` : null,
      typed: restoration?.number === edition.number ? restoration : { note: '', problem: null },
    }
  })
}
