import { setImmediate as turn } from 'node:timers/promises'
import type { Language } from '../db/columns.ts'
import { linkedNames } from '../text/links.ts'
import { descriptionOf, firstPicture, readingParts, shownRows } from './article.ts'
import { feedHtml } from './feed-html.ts'
import { loadLead } from './links.ts'
import type { Frozen, Version } from './model.ts'
import { articlePath } from './paths.ts'
import { loadPictures, type Pictures } from './pictures.ts'
import { listParagraphsOf } from './store.ts'
import type { Reader } from './surroundings.ts'
import type { Typesetter } from './typesetter.ts'

/** What of an entry comes from the paragraphs of its edition. */
export interface EntryText {
  authors: readonly string[]
  summary: string
  contentHtml: string
  picture: string | null
}

/** How the texts of the site are set; `choices` tells one way from another. */
export interface Setting {
  typesetter: Typesetter
  choices: string
}

/**
 * Texts of editions that were set lately: setting fifty articles takes half a second, and an edition never changes. One with links
 * to other articles is not kept: where those lead does.
 */
const kept = new Map<string, EntryText>()
const MOST_KEPT = 150
/** Characters of an article that a feed gives whole; of a longer one its beginning, and where the rest is. */
const LONGEST_TEXT = 100_000

/** The texts of these versions, in the same order. */
export async function loadTexts(reader: Reader, setting: Setting, versions: readonly Version[]): Promise<EntryText[]> {
  const keyOf = (version: Version) => [version.edition, reader.config.baseUrl + articlePath(version), setting.choices].join(' ')
  const found = new Map(versions.flatMap((version) => {
    const text = kept.get(keyOf(version))
    return text ? [[version, text]] : []
  }))
  const missing = versions.filter((version) => !found.has(version))
  for (const { version, text, linked } of await setTexts(reader, setting, missing)) {
    found.set(version, text)
    if (!linked) keep(keyOf(version), text)
  }
  return versions.flatMap((version) => found.get(version) ?? [])
}

function keep(key: string, text: EntryText): void {
  const [oldest] = kept.keys()
  if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest)
  kept.set(key, text)
}

async function setTexts(reader: Reader, { typesetter }: Setting, versions: readonly Version[]) {
  const rows = Map.groupBy(await listParagraphsOf(reader.db, versions.map(({ edition }) => edition)), ({ edition_id }) => edition_id)
  const pictures = await loadPictures(reader.db, [...rows.values()].flat())
  const typesetters = new Map<Language, Typesetter>()
  for (const [language, some] of Map.groupBy(versions, (version) => version.language)) {
    const texts = some.flatMap(({ edition }) => rows.get(edition) ?? []).map(({ text }) => text)
    typesetters.set(language, typesetter.leading(await loadLead(reader, language, texts)))
  }
  const done = []
  for (const version of versions) {
    const own = rows.get(version.edition) ?? []
    const text = textOf(reader.config.baseUrl, version, own, { typesetter: typesetters.get(version.language) ?? typesetter, pictures })
    done.push({ version, text, linked: linkedNames(own.map((row) => row.text)).length > 0 })
    // Others are answered between two articles.
    await turn()
  }
  return done
}

function textOf(
  baseUrl: string, version: Version, rows: readonly Frozen[], around: { typesetter: Typesetter; pictures: Pictures },
): EntryText {
  const { language } = version
  const first = beginningOf(rows)
  const shown = shownRows(first, { marks: new Map(), ...around })
  const { authors, lead, blocks } = readingParts(shown)
  const picture = firstPicture(shown)
  return {
    authors: authors.map(({ name }) => name.text), picture: picture && baseUrl + picture.src,
    // A summary says one language.
    summary: descriptionOf(shown.filter((row) => row.language === language)),
    contentHtml: feedHtml(lead, blocks, { baseUrl, url: baseUrl + articlePath(version), language })
      + (first.length < rows.length ? `\n<p><a href="${baseUrl + articlePath(version)}">${around.typesetter.html(version.title, language)} …</a></p>` : ''),
  }
}

function beginningOf(rows: readonly Frozen[]): readonly Frozen[] {
  let length = 0
  const end = rows.findIndex(({ text }) => (length += text.length) > LONGEST_TEXT)
  return end === -1 ? rows : rows.slice(0, Math.max(1, end))
}
