import type { Language } from '../db/columns.ts'
import { AppError } from '../errors.ts'
import { summarizeChanges } from '../editions/changes.ts'
import { traceLineage } from '../editions/lineage.ts'
import { speak } from '../i18n/voice.ts'
import { definePage } from '../web/page.ts'
import { articleSwitcher } from './absence.ts'
import { render } from './answers.ts'
import { atPlace } from './article-answers.ts'
import type { Place } from './article-parts.ts'
import { stretchesOf, type Compared, type ComparePage } from './compare.ts'
import type { Rendered } from './finished.ts'
import { listLineage } from './history-store.ts'
import { loadLead } from './links.ts'
import type { PastEdition } from './model.ts'
import { articlePath, comparePath, editionPath, editionsPath } from './paths.ts'
import type { Unkept } from './shelf.ts'
import { listEditions, listParagraphs } from './store.ts'
import { frameOf, type Reader } from './surroundings.ts'

const showCompare = definePage<ComparePage>('reader/compare', 'public')

interface Chosen {
  from: number | undefined
  to: number | undefined
}

/** What changed between two editions of a language. Throws `not_found` for one that never was, or was taken from readers. */
export async function compareAnswer(reader: Reader, language: Language, slug: string, chosen: Chosen): Promise<Rendered | Unkept> {
  const rest = comparePath({ language: '', slug: '' }, chosen).slice(articlePath({ language: '', slug: '' }).length)
  return atPlace(reader, language, slug, rest, async (place) => {
    const { around, version } = place
    const standing = (await listEditions(reader.db, version.article, language)).filter(({ withdrawn }) => !withdrawn)
    const { from, to } = choose(standing, chosen)
    const nameOf = (one: PastEdition): Compared => ({ number: one.number, at: one.at, href: editionPath(version, one.number) })
    const page = {
      head: await headOf(reader, place), title: version.title, language, article: articlePath(version), editions: editionsPath(version),
      from: from ? nameOf(from) : null, to: to ? nameOf(to) : null,
      action: comparePath(version), choices: standing.map(({ number, at }) => ({ number, at })),
      ...from && to ? await compare(reader, place, from, to) : { summary: '', stretches: [] },
    }
    return render(showCompare, reader, around, comparePath(version, chosen), page)
  })
}

/** The last edition with the one before it, where nothing else is asked for. */
function choose(standing: readonly PastEdition[], chosen: Chosen): { from: PastEdition | undefined; to: PastEdition | undefined } {
  const numbered = (number: number) => {
    const found = standing.find((one) => one.number === number)
    if (!found) throw new AppError('not_found', { edition: number })
    return found
  }
  const to = chosen.to === undefined ? standing[0] : numbered(chosen.to)
  const from = chosen.from === undefined ? standing.find(({ number }) => to && number < to.number) : numbered(chosen.from)
  return from?.number === to?.number ? { from, to: undefined } : { from, to }
}

async function compare(
  reader: Reader, { around, version }: Place, from: PastEdition, to: PastEdition,
): Promise<Pick<ComparePage, 'summary' | 'stretches'>> {
  const { db } = reader
  const { language } = around
  const [before, rows] = [await listParagraphs(db, from.id), await listParagraphs(db, to.id)]
  const typesetter = around.typesetter.loose().leading(await loadLead(reader, language, [...before, ...rows].map(({ text }) => text)))
  const lines = Map.groupBy(await listLineage(db, version), ({ number }) => number)
  const steps = [...lines].filter(([number]) => number > from.number && number <= to.number).map(([, step]) => step)
  const lineage = traceLineage(steps, before.map(({ segment_id }) => segment_id), rows.map(({ segment_id }) => segment_id))
  return {
    summary: summarizeChanges(rows, before, language, speak(language).t, lineage),
    stretches: stretchesOf({
      rows, before, lineage, language, typesetter, href: editionPath(version, to.number), hrefBefore: editionPath(version, from.number),
    }),
  }
}

/** Editions of another language are others: the switcher leads to the list of them. */
async function headOf(reader: Reader, { around, version, versions }: Place): Promise<ComparePage['head']> {
  const frame = frameOf(around, await articleSwitcher(reader, version.language, versions, version.slug, editionsPath))
  return { frame, robots: 'noindex' }
}
