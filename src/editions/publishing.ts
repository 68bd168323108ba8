import type { Article } from '../articles/model.ts'
import { listSlugs, listTitles } from '../articles/store.ts'
import type { Language } from '../db/columns.ts'
import { can } from '../people/abilities.ts'
import { namesOf } from '../people/store.ts'
import type { Site } from '../web/site.ts'
import { readerPath } from './addresses.ts'
import type { Asked } from './asked.ts'
import { canBeAccepted, listBlockers, type Blocker, type PublishingCase } from './blockers.ts'
import { compareEditions } from './changes.ts'
import { readCase } from './compose.ts'
import { readLineageNow } from './lineage-store.ts'
import { editionLines } from './lines.ts'
import type { Edition } from './model.ts'
import type { Checklist, PublishedNow, PublishPage } from './pages.ts'
import { readForm } from './publish-form.ts'
import { readSchedules } from './schedule-view.ts'
import { findPublished, listEditions } from './store.ts'
import { readTogether, type Pair } from './together.ts'

/** The publish page of an article in a language, as things stand now. */
export async function readPublishing(site: Site, article: Article, language: Language, asked: Asked): Promise<PublishPage> {
  const { db } = site
  const { actor, t, notice, withdrawal = { reason: '', problem: null } } = asked
  const room = `/desk/articles/${article.id}/languages/${language}`
  const wanted = await readCase(db, { actor, article, language })
  const pair = await readTogether(db, wanted, { actor, article })
  const current = await findPublished(db, article.id, language)
  const editions = await listEditions(db, article.id, language)
  const titles = await listTitles(db, [article.id], language)
  const canPublish = can(actor, 'edition.publish', language)
  const { rows } = wanted.candidate
  const changes = compareEditions(rows, wanted.current, language, t, await readLineageNow(db, current, rows))
  return {
    article: article.id, title: titles.get(article.id) ?? { text: '', language: article.source_language },
    siteText: article.site_text, language, sourceLanguage: language === article.source_language ? null : article.source_language,
    room, canPublish,
    now: current ? await publishedNow(site, article, current) : null,
    next: (editions[0]?.number ?? 0) + 1,
    checklist: checklistOf(wanted, pair), changes,
    schedules: await readSchedules(site, wanted, asked),
    form: await readForm(site, { article, wanted, pair, changes }, asked),
    mistaken: asked.typed !== undefined, withdrawal,
    editions: await editionLines(db, editions, { room, canPublish, current, restoration: asked.restoration }),
    notice,
  }
}

function checklistOf(wanted: PublishingCase, pair: Pair | null): Checklist {
  const blockers = listBlockers(wanted)
  const { facts, candidate: { missing, behind, title, selfApproved } } = wanted
  return {
    blockers, total: facts.length, approved: facts.length - missing.length, inStep: behind.length === 0, titleApproved: title !== null,
    selfApproved, state: stateOf(blockers, pair),
  }
}

function stateOf(blockers: readonly Blocker[], pair: Pair | null): Checklist['state'] {
  const standing = pair && !canBeAccepted(blockers) ? listBlockers(pair.translation) : blockers
  if (standing.length === 0) return 'ready'
  if (canBeAccepted(standing)) return 'accept'
  return standing.every(({ why, accept }) => why === 'same' || accept !== null) ? 'same' : 'blocked'
}

async function publishedNow({ db, config }: Site, article: Article, current: Edition): Promise<PublishedNow> {
  const { number, created_at, published_by, language } = current
  const names = await namesOf(db, [published_by])
  const href = readerPath(article, language, await listSlugs(db, article.id))
  return { number, at: created_at, by: names.get(published_by) ?? '', href, url: config.baseUrl + href }
}
