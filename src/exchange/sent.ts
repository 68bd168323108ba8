import type { Language } from '../db/columns.ts'
import type { SiteText } from '../db/tables/article.ts'
import { ENCODINGS } from '../text/decode.ts'
import { FORMATS, recogniseFormat, type Format } from '../text/recognise.ts'
import type { FileProblem } from './pages.ts'
import { readAbout } from './preview.ts'
import type { Fields } from './read-block.ts'
import { openFile, type Source } from './source.ts'
import type { Upload } from './uploads.ts'

/** What somebody sent to be read: a file, or what stands in the field. */
export interface Sent {
  language: Language | null
  siteText: SiteText | null
  format: Format | null
  /** What stands in the field, to be shown again. */
  typed: string
  from: Source | { file: string; problem: FileProblem }
}

/** Reads the first form of an import. Throws `invalid` for a form not of ours. */
export function readSent(fields: Fields, uploads: readonly Upload[]): Sent {
  const about = readAbout(fields)
  const format = FORMATS.find((one) => one === fields.get('format')) ?? null
  const typed = (fields.get('text') ?? '').replace(/\r\n?/g, '\n')
  const file = uploads.find(({ field }) => field === 'file')
  if (file) return { ...about, format, typed, from: fromFile(file, fields, format) }
  if (fields.get('way') === 'file') return { ...about, format, typed, from: { file: '', problem: 'empty' } }
  return { ...about, format, typed, from: fromField(typed, fields.get('html') ?? '', format) }
}

function fromFile({ bytes, name }: Upload, fields: Fields, format: Format | null): Sent['from'] {
  const encoding = ENCODINGS.find((one) => one === fields.get('encoding')) ?? null
  const opened = openFile(bytes, name, format, encoding)
  if ('problem' in opened) return { file: name, problem: opened.problem }
  return opened.text.trim() === '' ? { file: name, problem: 'empty' } : opened
}

/** Words pasted with their formatting are read from it, unless somebody wants something else. */
function fromField(text: string, html: string, format: Format | null): Source {
  const pasted = html !== '' && (format === null || format === 'html')
  if (pasted) return { text: html, format: 'html', encoding: null, file: null }
  return { text, format: format ?? recogniseFormat(text), encoding: null, file: null }
}
