import type { Language, Timestamp } from '../db/columns.ts'
import { traceLineage } from '../editions/lineage.ts'
import type { Line } from '../editions/model.ts'
import { definePage } from '../web/page.ts'
import { articleSwitcher } from './absence.ts'
import { render } from './answers.ts'
import { atPlace } from './article-answers.ts'
import { loadShown, type Place } from './article-parts.ts'
import { differencesIn, type DifferencesPage } from './differences.ts'
import type { Rendered } from './finished.ts'
import { listLineage, listOriginalEditions, listPastWords } from './history-store.ts'
import { originalOf, readLags } from './lagging.ts'
import type { Lag } from './lags.ts'
import { loadLead } from './links.ts'
import type { Frozen, Version } from './model.ts'
import { articlePath, differencesPath } from './paths.ts'
import type { Unkept } from './shelf.ts'
import { behindNotice, standingAt } from './standing.ts'
import { listParagraphs } from './store.ts'
import { frameOf, type Reader } from './surroundings.ts'
import { wayTo } from './ways.ts'

const showDifferences = definePage<DifferencesPage>('reader/differences', 'public')

/** What the article in this language does not say as its original does, of all that readers are told now. */
export async function differencesAnswer(reader: Reader, language: Language, slug: string): Promise<Rendered | Unkept> {
  return atPlace(reader, language, slug, '/differences', async (place) => {
    const { around, version, versions } = place
    const original = originalOf(version, versions)
    const rows = await listParagraphs(reader.db, version.edition)
    const lags = await readLags(reader.db, { version, rows, original }, around.grace)
    const standing = standingAt(reader.clock(), version, rows, lags)
    const originals = original ? await listParagraphs(reader.db, original.edition) : []
    const lead = await loadLead(reader, language, originals.map(({ text }) => text))
    const empty = emptyOf(version, lags, standing.lags)
    const page = {
      head: await headOf(reader, place), title: version.title, language, article: articlePath(version),
      behind: behindNotice(version, standing, original && wayTo(articlePath(original), original.language)),
      empty, agreedAt: empty === 'agreed' && original ? await agreedAt(reader, original, lags) : null, originalPublished: original !== undefined,
      ...differencesIn({
        rows, lags: standing.lags, shown: await loadShown(reader, around, rows, standing.marks), language: version.sourceLanguage,
        original: original ? { rows: originals, href: articlePath(original) } : null,
        past: original ? await listPastWords(reader.db, original, standing.lags.map(({ segment }) => segment)) : [],
        lineage: original ? await readLineage(reader, original, rows) : [],
        typesetter: around.typesetter.loose().leading(lead), href: articlePath(version),
      }),
    }
    return render(showDifferences, reader, around, differencesPath(version), page, standing.until)
  })
}

/** What became of the translation's paragraphs in the original that readers have. */
async function readLineage({ db }: Reader, original: Version, rows: readonly Frozen[]): Promise<Line[]> {
  const steps = Map.groupBy(await listLineage(db, original), ({ number }) => number)
  if (steps.size === 0) return []
  const now = await listParagraphs(db, original.edition)
  return traceLineage([...steps.values()], rows.map(({ segment_id }) => segment_id), now.map(({ segment_id }) => segment_id))
}

/** For those who come from the article: search engines get that. */
async function headOf(reader: Reader, { around, version, versions }: Place): Promise<DifferencesPage['head']> {
  const frame = frameOf(around, await articleSwitcher(reader, version.language, versions, version.slug))
  return { frame, robots: 'noindex', canonical: reader.config.baseUrl + articlePath(version) }
}

function emptyOf({ language, sourceLanguage }: Version, lags: readonly Lag[], told: readonly Lag[]): DifferencesPage['empty'] {
  if (language === sourceLanguage) return 'itself'
  if (told.length > 0) return null
  return lags.length > 0 ? 'agreed' : 'agrees'
}

/** While grace lasts: the day of the last original before the changes that are still to be told. */
async function agreedAt({ db }: Reader, original: Version, lags: readonly Lag[]): Promise<Timestamp | null> {
  const editions = await listOriginalEditions(db, original)
  const [first] = lags.map(({ since }) => since).toSorted()
  return editions.findLast(({ publishedAt }) => first !== undefined && first !== null && publishedAt < first)?.publishedAt ?? null
}
