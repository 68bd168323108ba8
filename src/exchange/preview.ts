import type { Id, Language } from '../db/columns.ts'
import { isId, newId } from '../db/id.ts'
import type { SiteText } from '../db/tables/article.ts'
import { AppError } from '../errors.ts'
import { cleanText } from '../text/clean.ts'
import { ENCODINGS } from '../text/decode.ts'
import { guessLanguage } from '../text/guess-language.ts'
import type { Block } from '../text/pagetext/model.ts'
import { FORMATS } from '../text/recognise.ts'
import { LONGEST_MESSAGE } from '../translations/model.ts'
import { readDetails, type TypedDetails } from './details.ts'
import type { Fault } from './faults.ts'
import { readNotices, type ShownNotice } from './notices.ts'
import { readBlocks, shownAs, type Fields } from './read-block.ts'
import { LONGEST_CARRIED, wordsOf, type Source } from './source.ts'

export const SITE_TEXTS = ['mission', 'contacts', 'about'] as const satisfies readonly SiteText[]

/** What somebody is about to bring in; it lives in the form alone until it is brought in. */
export interface Preview {
  /** The id the article will have: the same form sent twice brings in one article. */
  article: Id
  language: Language
  /** The language that somebody chose or said yes to; '' while that is open. */
  sure: Language | ''
  siteText: SiteText | null
  blocks: Block[]
  /** Index of the first block that is shown; of a long text the others are carried along in hidden fields. */
  from: number
  approved: boolean
  message: string
  details: TypedDetails
  notices: readonly ShownNotice[]
  /** What was sent, to be read in another way; null of a text too long to travel along. */
  source: Source | null
}

/** The fields of a form, each once. Throws `invalid` for anything else. */
export function fieldsOf(body: unknown): Fields {
  const entries = typeof body === 'object' && body !== null ? Object.entries(body) : []
  return new Map(entries.map(([name, value]: [string, unknown]) => {
    if (typeof value !== 'string') throw new AppError('invalid', { field: name.slice(0, 40) })
    return [name, value]
  }))
}

/** Reads the form of a preview: its texts cleaned, or kept as they are with what is wrong. Throws `invalid` for a form not of ours. */
export function readPreview(fields: Fields): { preview: Preview; faults: Fault[] } {
  const { blocks, faults } = readBlocks(fields)
  const id = fields.get('article')
  const from = Number(/^\d{1,6}$/.exec(fields.get('from') ?? '')?.[0] ?? 1) - 1
  const message = cleanText(fields.get('message') ?? '', { max: LONGEST_MESSAGE })
  const { language, siteText } = readAbout(fields)
  if (!language) throw new AppError('invalid', { field: 'language' })
  const preview: Preview = {
    language, siteText,
    article: isId(id) ? id : newId(),
    sure: fields.get('language_sure') ?? '',
    blocks,
    from: Math.min(Math.max(from, 0), blocks.length - 1),
    approved: fields.get('approved') !== 'no',
    message: 'text' in message ? message.text : shownAs(fields.get('message') ?? '', message.problem),
    details: readDetails(fields),
    notices: readNotices(fields.get('notices')),
    source: readSource(fields),
  }
  return { preview, faults: 'text' in message ? faults : [...faults, { at: 'message', code: message.problem }] }
}

/** Which language the text is in, null for «as recognised», and what it is for. Throws `invalid` for a form not of ours. */
export function readAbout(fields: Fields): { language: Language | null; siteText: SiteText | null } {
  const chosen = fields.get('site_text') ?? ''
  const siteText = SITE_TEXTS.find((known) => known === chosen) ?? null
  const language = fields.get('language')
  if (language === undefined || (chosen !== '' && siteText === null)) throw new AppError('invalid', { field: 'language, site_text' })
  return { language: language || null, siteText }
}

/** Is it settled what language this is in? A choice that the text itself speaks against is asked about, never overruled. */
export function findLanguageFaults({ language, sure, blocks }: Pick<Preview, 'language' | 'sure' | 'blocks'>): Fault[] {
  if (sure === language) return []
  const guess = guessLanguage(wordsOf(blocks))
  if (guess.language === language) return []
  return [{ at: 'language', code: guess.certain ? 'language_differs' : 'language_unknown' }]
}

function readSource(fields: Fields): Source | null {
  const text = fields.get('source')
  const format = FORMATS.find((one) => one === fields.get('source_format'))
  if (!text || !format || text.length > 2 * LONGEST_CARRIED) return null
  const encoding = ENCODINGS.find((one) => one === fields.get('source_encoding')) ?? null
  // Browsers end lines in their own way when they send a form.
  return { text: text.replace(/\r\n?/g, '\n'), format, encoding, file: fields.get('source_file')?.slice(0, 200) || null }
}
