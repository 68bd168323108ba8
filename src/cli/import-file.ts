import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { LONGEST_TEXT } from '../articles/model.ts'
import type { SiteText } from '../db/tables/article.ts'
import { findFaults, type Fault } from '../exchange/faults.ts'
import { openPreview } from '../exchange/open.ts'
import { findLanguageFaults, type Preview } from '../exchange/preview.ts'
import { openFile } from '../exchange/source.ts'
import type { Voice } from '../i18n/voice.ts'
import { toLine } from '../text/clean.ts'
import { plainText } from '../text/inline.ts'
import type { Block } from '../text/pagetext/model.ts'
import { pageParts } from '../text/pagetext/parts-of-page.ts'
import { FORMATS } from '../text/recognise.ts'
import { findMissing } from './near-pictures.ts'
import { print, Refusal } from './terminal.ts'

/** No text that fits has more bytes, in whatever encoding. */
const MOST_BYTES = 4 * LONGEST_TEXT

export interface ImportOptions {
  language?: string
  format?: string
  article?: string
  approved?: true
  by?: string
  dryRun?: true
  json?: true
}

/** The file in pieces. The command has nobody to ask: what is not certain is refused, with what to say to make it so. */
export async function understandFile(
  voice: Voice, file: string, { language, format: named }: ImportOptions, languages: readonly string[], siteText: SiteText | null = null,
): Promise<Preview> {
  const { t } = voice
  const format = FORMATS.find((one) => one === named) ?? null
  if (named !== undefined && format === null) throw new Refusal(t('cli:import.format', { format: named }))
  if (language !== undefined && !languages.includes(language)) throw new Refusal(t('cli:badLanguage', { language, languages: languages.join(', ') }))
  const bytes = await readFile(file).catch(() => {
    throw new Refusal(t('cli:noFile', { file }))
  })
  if (bytes.length > MOST_BYTES) throw new Refusal(`${file}: ${t('cli:textProblem.too_long')}`)
  const source = openFile(bytes, path.basename(file), format, null)
  if ('problem' in source) throw new Refusal(`${file}: ${t(`articles:fileProblem.${source.problem}`)}`)
  if (source.text.trim() === '') throw new Refusal(`${file}: ${t('cli:emptyFile')}`)
  const preview = await openPreview(source, { language: language ?? null, siteText, languages })
  if ('problem' in preview) throw new Refusal(`${file}: ${t(`cli:textProblem.${preview.problem}`)}`)
  const certain = language !== undefined || findLanguageFaults(preview).length === 0
  if (!certain) throw new Refusal(t('cli:import.sayLanguage', { languages: languages.join(', ') }))
  return preview
}

/** What the import itself would refuse; a picture that is there is only kept then. */
export async function printObstacles(voice: Voice, file: string, blocks: readonly Block[]): Promise<void> {
  const faults = findFaults(blocks).filter(({ code }) => code !== 'no_picture')
  const obstacles = [...faults.length > 0 ? [sayFaults(voice, faults, blocks)] : [], ...await findMissing(voice, file, blocks)]
  if (obstacles.length > 0) print([voice.t('cli:import.obstacles'), ...obstacles].join('\n'))
}

/** Where the sentence of the page names what only the page has, the command has its own. */
export function sayFaults({ t }: Voice, faults: readonly Fault[], blocks: readonly Block[]): string {
  return faults.slice(0, 20).map(({ at, code }) => {
    const sentence = code === 'no_title' ? t('cli:import.noTitle') : t(`articles:fault.${code}`)
    const start = typeof at === 'number' ? toLine(blocks[at]?.text ?? '').slice(0, 60) : ''
    return start === '' ? sentence : `${start}\t${sentence}`
  }).join('\n')
}

/** What stands around the article, in plain words. */
export function asideOf(blocks: Preview['blocks']) {
  return pageParts({ blocks: blocks.map((block) => ({ ...block, text: plainText(block.text) })) }).aside
}
