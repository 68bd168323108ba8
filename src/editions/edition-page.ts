import type { Article } from '../articles/model.ts'
import { listTitles } from '../articles/store.ts'
import type { Id, Language } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { can } from '../people/abilities.ts'
import type { Actor } from '../people/model.ts'
import type { Voice } from '../i18n/voice.ts'
import type { Site } from '../web/site.ts'
import { listPlaces } from './addresses.ts'
import { compareEditions } from './changes.ts'
import { composeNow } from './compose.ts'
import { traceLineage } from './lineage.ts'
import { listFrozenSteps } from './lineage-store.ts'
import { editionLines } from './lines.ts'
import { decisionsIn, type Edition, type FrozenSegment, type Line } from './model.ts'
import type { EditionPage, ReaderChanges } from './pages.ts'
import { findEdition, findPublished, listApprovals, listEditions, listEditionSegments } from './store.ts'

interface Wanted {
  number: number
  /** What it is compared with; the edition before it without. */
  from: number | null
  done: EditionPage['done']
  actor: Actor
  t: Voice['t']
}

/** One edition as the desk sees it: what it changed, who approved that, and where readers find the article. */
export async function readEdition(site: Site, article: Article, language: Language, wanted: Wanted): Promise<EditionPage> {
  const { db } = site
  const { number, from, done, actor, t } = wanted
  const room = `/desk/articles/${article.id}/languages/${language}`
  const edition = await findEdition(db, article.id, language, number)
  const other = from ?? number - 1
  const earlier = other > 0 && other !== number ? await findEdition(db, article.id, language, other) : null
  const rows = await rowsOf(db, edition)
  const before = earlier && await rowsOf(db, earlier)
  const lineage = earlier && before ? await lineageFrom(db, { ...earlier, rows: before }, { ...edition, rows }) : []
  const changes = compareEditions(rows, before, language, t, lineage)
  const current = await findPublished(db, article.id, language)
  const [line] = await editionLines(db, [edition], { room, canPublish: can(actor, 'edition.publish', language), current })
  if (!line) throw new Error('an edition without a line')
  const titles = await listTitles(db, [article.id], language)
  return {
    article: article.id, title: titles.get(article.id) ?? { text: edition.title, language }, language, room, edition: line, done,
    places: await listPlaces(site, article), behind: done && language === article.source_language ? await listBehind(site, article) : [],
    from: earlier?.number ?? null,
    numbers: (await listEditions(db, article.id, language)).map((one) => one.number),
    changes: await withApprovals(db, edition, changes),
  }
}

/** What translators have to do now; a language that nobody began is none of it. */
async function listBehind({ db, config }: Site, article: Article): Promise<EditionPage['behind']> {
  const found: EditionPage['behind'] = []
  for (const language of config.languages.filter((one) => one !== article.source_language)) {
    const { behind } = (await composeNow(db, article, language)).candidate
    const href = `/desk/articles/${article.id}/languages/${language}?show=behind`
    if (behind.length > 0) found.push({ language, count: behind.length, href })
  }
  return found
}

type Read = Edition & { rows: readonly FrozenSegment[] }

/** As the editions between them froze it; nothing where the later one is compared with. */
async function lineageFrom(db: Db, earlier: Read, edition: Read): Promise<Line[]> {
  const steps = await listFrozenSteps(db, edition, { after: earlier.number, to: edition.number })
  return traceLineage(steps, earlier.rows.map(({ segment_id }) => segment_id), edition.rows.map(({ segment_id }) => segment_id))
}

async function rowsOf(db: Db, { id }: Edition): Promise<FrozenSegment[]> {
  return (await listEditionSegments(db, id)).map(({ edition_id, ...row }) => row)
}

/** Says of each changed paragraph who approved it: the manifest knows the decision. */
async function withApprovals(db: Db, { manifest }: Edition, changes: ReaderChanges): Promise<ReaderChanges> {
  const decisions = decisionsIn(manifest)
  const shown = changes.lines.flatMap(({ segment }) => decisions.get(segment) ?? [])
  const approvals: ReadonlyMap<Id, { by: string; at: string }> = await listApprovals(db, shown)
  return { ...changes, lines: changes.lines.map((line) => ({ ...line, approved: approvals.get(decisions.get(line.segment) ?? '') ?? null })) }
}
