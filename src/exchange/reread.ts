import type { Language } from '../db/columns.ts'
import { AppError } from '../errors.ts'
import type { TextProblem } from '../text/clean.ts'
import { ENCODINGS, type DecodeProblem } from '../text/decode.ts'
import { FORMATS } from '../text/recognise.ts'
import { openPreview } from './open.ts'
import type { Preview } from './preview.ts'
import type { Fields } from './read-block.ts'
import { recode } from './source.ts'

/** Reads the source of a preview anew, in the format and the encoding that somebody chose. What was chosen besides stays. */
export async function reread(
  preview: Preview, fields: Fields, languages: readonly Language[],
): Promise<Preview | { problem: TextProblem | DecodeProblem }> {
  const { source, siteText, article, approved, message, details } = preview
  if (!source) throw new AppError('invalid', { field: 'source' })
  const encoding = ENCODINGS.find((one) => one === fields.get('read_encoding')) ?? null
  const recoded = encoding ? recode(source, encoding) : source
  if ('problem' in recoded) return recoded
  const format = FORMATS.find((one) => one === fields.get('read_format')) ?? source.format
  const opened = await openPreview({ ...recoded, format }, { language: preview.sure || null, siteText, languages })
  if ('problem' in opened) return opened
  const typed = details.date !== '' || details.genre !== '' || details.topics !== ''
  return { ...opened, article, approved, message, details: typed ? details : opened.details }
}
