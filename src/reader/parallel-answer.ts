import type { Language } from '../db/columns.ts'
import { traceLineage } from '../editions/lineage.ts'
import type { Line } from '../editions/model.ts'
import { definePage } from '../web/page.ts'
import { articleSwitcher } from './absence.ts'
import { absentAnswer, render } from './answers.ts'
import { atPlace } from './article-answers.ts'
import { loadShown, loadStanding, noticesOf, type Place } from './article-parts.ts'
import type { Rendered } from './finished.ts'
import { listLineage } from './history-store.ts'
import { originalOf } from './lagging.ts'
import type { Version } from './model.ts'
import { pairsOf, type Column, type ParallelPage, type Told } from './parallel.ts'
import { articlePath, parallelPath } from './paths.ts'
import type { Unkept } from './shelf.ts'
import { listParagraphs } from './store.ts'
import { frameOf, type Reader } from './surroundings.ts'
import { wayTo } from './ways.ts'

const showParallel = definePage<ParallelPage>('reader/parallel', 'public')

interface Asked {
  language: Language
  slug: string
  other: Language
  /** The translation first. */
  swapped: boolean
}

/** Both languages paragraph by paragraph. Where the other one is not published, the page that says so. */
export async function parallelAnswer(reader: Reader, { language, slug, other, swapped }: Asked): Promise<Rendered | Unkept> {
  const rest = parallelPath({ language: '', slug: '' }, other, { swapped }).slice(articlePath({ language: '', slug: '' }).length)
  return atPlace(reader, language, slug, rest, async (place) => {
    const { around, version, versions } = place
    const beside = versions.find((one) => one.language === other)
    if (!beside) return absentAnswer(reader, around, versions, pathIn(versions, slug), other)
    const sides = inOrder(version, beside, { languages: reader.config.languages, swapped })
    const first = await loadSide(reader, { ...place, version: sides[0] }, sides)
    const second = await loadSide(reader, { ...place, version: sides[1] }, sides)
    const page: ParallelPage = {
      head: await headOf(reader, place, { other, swapped }), language, titleText: version.title, columns: [first.column, second.column],
      pairs: pairsOf(first.told, second.told, language, await readLineage(reader, sides, first.told, second.told)),
      swap: parallelPath(version, other, { swapped: !swapped }),
      others: versions.filter((one) => one !== version && one !== beside)
        .map((one) => ({ href: parallelPath(version, one.language), languages: [language, one.language] })),
    }
    return render(showParallel, reader, around, parallelPath(version, other, { swapped }), page, Math.min(first.until, second.until))
  })
}

/** The original before its translations, these in the order of the site. */
function inOrder(
  one: Version, other: Version, { languages, swapped }: { languages: readonly Language[]; swapped: boolean },
): [Version, Version] {
  const rank = ({ language, sourceLanguage }: Version) => language === sourceLanguage ? -1 : languages.indexOf(language)
  return rank(one) < rank(other) === swapped ? [other, one] : [one, other]
}

async function loadSide(reader: Reader, place: Place, sides: readonly Version[]): Promise<{ told: Told; column: Column; until: number }> {
  const { around, version, versions } = place
  const { language, number } = version
  const original = language === version.sourceLanguage
  // Beside the original its words do not stand in the gaps of a translation: each of those says what it is.
  const besideOriginal = sides.some((side) => side.language === side.sourceLanguage)
  const rows = await listParagraphs(reader.db, version.edition)
  const standing = await loadStanding(reader, place, rows)
  return {
    told: { language, original, rows: await loadShown(reader, around, rows, standing.marks) },
    column: {
      language, original, number, way: wayTo(articlePath(version), language),
      notices: noticesOf(version, standing, originalOf(version, versions)).filter(({ kind }) => kind !== 'partial' || !besideOriginal),
    },
    until: standing.until,
  }
}

/** What the editions of either language know of the paragraphs of the other: whichever came out later. */
async function readLineage({ db }: Reader, [one, other]: readonly [Version, Version], first: Told, second: Told): Promise<Line[]> {
  const idsOf = ({ rows }: Told) => rows.map(({ segment }) => segment)
  const trace = async (version: Version, before: Told, after: Told) => {
    const steps = Map.groupBy(await listLineage(db, version), ({ number }) => number)
    return traceLineage([...steps].filter(([number]) => number <= version.number).map(([, step]) => step), idsOf(before), idsOf(after))
  }
  return [...await trace(one, second, first), ...await trace(other, first, second)]
}

/**
 * For those who come from the article: search engines get that. The switcher leads to the same two languages from the other's address;
 * a third one takes the place of this.
 */
async function headOf(
  reader: Reader, { around, version, versions }: Place, { other, swapped }: Pick<Asked, 'other' | 'swapped'>,
): Promise<ParallelPage['head']> {
  const pathOf = (there: Version) => parallelPath(there, there.language === other ? version.language : other, { swapped })
  const frame = frameOf(around, await articleSwitcher(reader, version.language, versions, version.slug, pathOf))
  return { frame, robots: 'noindex', canonical: reader.config.baseUrl + articlePath(version) }
}

function pathIn(versions: readonly Version[], slug: string): (language: Language) => string {
  return (tag) => articlePath(versions.find((one) => one.language === tag) ?? { language: tag, slug })
}
