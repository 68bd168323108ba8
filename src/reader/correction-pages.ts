import { isEditable } from '../corrections/model.ts'
import type { Id, Language } from '../db/columns.ts'
import { direction } from '../i18n/languages.ts'
import type { Problems } from '../web/form.ts'
import { findAbsences } from './absence.ts'
import type { CorrectionPlace } from './correction-place.ts'
import type { PageHead } from './head.ts'
import { loadLead } from './links.ts'
import type { Version } from './model.ts'
import { articlePath, correctionPath } from './paths.ts'
import { findParagraph } from './store.ts'
import { frameOf, loadSurroundings, switcherOf, type Reader } from './surroundings.ts'

/** Reporting a mistake in one paragraph; or the thanks for it. */
export interface CorrectionPage {
  head: PageHead
  title: string
  language: Language
  /** The paragraph in its article. */
  back: string
  action: string
  edition: number
  paragraph: { textHtml: string; language: Language; dir: 'ltr' | 'rtl' }
  /** The text to edit, as it is stored, or as it was typed; null for one too long to be edited here. */
  text: string | null
  rows: number
  /** Signs for emphasis and links stand in it. */
  marked: boolean
  remark: string
  problems: Problems
  /** Nothing was changed and nothing said; or too much was sent, from here or from everywhere, for now. */
  notice: 'nothing' | 'tooMany' | null
  done: boolean
}

interface Asked {
  refused?: Pick<CorrectionPage, 'problems' | 'notice'> & { typed: { text: string; remark: string } }
  done?: boolean
}

const SIGNS = /[*_`\\[\]]/
const LETTERS_IN_ROW = 60
const MOST_ROWS = 16

export async function correctionPage(reader: Reader, place: CorrectionPlace, { refused, done = false }: Asked): Promise<CorrectionPage> {
  const { version, edition, paragraph: { segment_id: segment, language, text } } = place
  const around = await loadSurroundings(reader, place.language)
  const path = correctionPath(version, segment, edition.number)
  const typesetter = around.typesetter.leading(await loadLead(reader, place.language, [text]))
  return {
    head: { frame: frameOf(around, await switcherTo(reader, place)), robots: 'noindex' },
    title: around.typesetter.plain(version.title, version.language), language: version.language,
    back: `${articlePath(version)}#p-${segment}`, action: path.split('?')[0] ?? '', edition: edition.number,
    paragraph: { textHtml: typesetter.html(text, language), language, dir: direction(language) },
    text: isEditable(text) ? refused?.typed.text ?? text : null, marked: SIGNS.test(text),
    rows: Math.min(MOST_ROWS, Math.ceil(text.length / LETTERS_IN_ROW) + 1),
    remark: refused?.typed.remark ?? '', problems: refused?.problems ?? {}, notice: refused?.notice ?? null, done,
  }
}

/** The same paragraph of the other languages, where they have it. */
async function switcherTo(reader: Reader, { version, versions, edition, paragraph: { segment_id: segment } }: CorrectionPlace) {
  const paths = new Map<Language, string>()
  for (const one of versions) paths.set(one.language, await pathIn(reader, one, segment, one === version ? edition : null))
  const pathTo = (tag: Language) => paths.get(tag) ?? articlePath({ language: tag, slug: version.slug })
  return switcherOf(reader.config.languages, version.language, pathTo, await findAbsences(reader, versions))
}

async function pathIn({ db }: Reader, one: Version, segment: Id, edition: { number: number } | null): Promise<string> {
  if (edition) return correctionPath(one, segment, edition.number)
  return await findParagraph(db, one.edition, segment) ? correctionPath(one, segment, one.number) : articlePath(one)
}
