import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Command } from 'commander'
import { importArticle } from '../articles/actions.ts'
import { LONGEST_TEXT, type NewSegment } from '../articles/model.ts'
import { listSlugs } from '../articles/store.ts'
import { readConfig } from '../config.ts'
import type { Db } from '../db/schema.ts'
import { detailsOf } from '../exchange/details.ts'
import { openPreview } from '../exchange/open.ts'
import { findFaults, type Fault } from '../exchange/faults.ts'
import { findLanguageFaults, type Preview } from '../exchange/preview.ts'
import { openFile } from '../exchange/source.ts'
import { segmentsOf } from '../exchange/understand.ts'
import type { Voice } from '../i18n/voice.ts'
import { toLine } from '../text/clean.ts'
import { plainText } from '../text/inline.ts'
import type { Block } from '../text/pagetext/model.ts'
import { pageParts } from '../text/pagetext/parts-of-page.ts'
import { FORMATS } from '../text/recognise.ts'
import { findMissing, placeNear } from './near-pictures.ts'
import { findActingPerson } from './people.ts'
import { print, printJson, Refusal, runCommand, withDb } from './terminal.ts'

/** No text that fits has more bytes, in whatever encoding. */
const MOST_BYTES = 4 * LONGEST_TEXT

interface ImportOptions { language?: string; format?: string; approved?: true; by?: string; dryRun?: true; json?: true }

export function addArticleCommands(program: Command, voice: Voice): void {
  const { t } = voice
  program.command('import').description(t('cli:import.about')).argument('<file>', t('cli:option.file'))
    .option('--language <language>', t('cli:option.sourceLanguage')).option('--format <format>', t('cli:option.format'))
    .option('--approved', t('cli:option.approved')).option('--by <email>', t('cli:option.by'))
    .option('--dry-run', t('cli:option.dryRun')).option('--json', t('cli:option.json'))
    .action((file: string, options: ImportOptions) => runCommand(voice, () => bringIn(voice, file, options)))
}

async function bringIn(voice: Voice, file: string, options: ImportOptions): Promise<void> {
  if (options.dryRun) {
    const preview = await understandFile(voice, file, options, readConfig(process.env).languages)
    report(voice, options, file, preview, null)
    if (!options.json) await printObstacles(voice, file, preview.blocks)
    return
  }
  await withDb(async (db, config) => {
    const preview = await understandFile(voice, file, options, config.languages)
    await store(voice, db, file, options, preview)
  })
}

/** The file in pieces. The command has nobody to ask: what is not certain is refused, with what to say to make it so. */
async function understandFile(
  voice: Voice, file: string, { language, format: named }: ImportOptions, languages: readonly string[],
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
  const preview = await openPreview(source, { language: language ?? null, siteText: null, languages })
  if ('problem' in preview) throw new Refusal(`${file}: ${t(`cli:textProblem.${preview.problem}`)}`)
  const certain = language !== undefined || findLanguageFaults(preview).length === 0
  if (!certain) throw new Refusal(t('cli:import.sayLanguage', { languages: languages.join(', ') }))
  return preview
}

async function store(voice: Voice, db: Db, file: string, options: ImportOptions, opened: Preview): Promise<void> {
  const { language } = opened
  const actor = await findActingPerson(db, voice, options.by, { right: 'publish', language })
  const preview = { ...opened, blocks: await placeNear(voice, db, actor, language, file, opened.blocks) }
  const faults = findFaults(preview.blocks)
  if (faults.length > 0) throw new Refusal(sayFaults(voice, faults, preview.blocks))
  const { article, segments: ids } = await importArticle(db, actor, {
    language, siteText: null, segments: segmentsOf(preview.blocks), approved: options.approved ?? false, message: '',
    details: detailsOf(preview.details, preview.blocks),
  })
  report(voice, options, file, preview, { article, slug: (await listSlugs(db, article)).get(language) ?? null, ids })
}

/** What the import itself would refuse; a picture that is there is only kept then. */
async function printObstacles(voice: Voice, file: string, blocks: readonly Block[]): Promise<void> {
  const faults = findFaults(blocks).filter(({ code }) => code !== 'no_picture')
  const obstacles = [...faults.length > 0 ? [sayFaults(voice, faults, blocks)] : [], ...await findMissing(voice, file, blocks)]
  if (obstacles.length > 0) print([voice.t('cli:import.obstacles'), ...obstacles].join('\n'))
}

/** Where the sentence of the page names what only the page has, the command has its own. */
function sayFaults({ t }: Voice, faults: readonly Fault[], blocks: readonly Block[]): string {
  return faults.slice(0, 20).map(({ at, code }) => {
    const sentence = code === 'no_title' ? t('cli:import.noTitle') : t(`articles:fault.${code}`)
    const start = typeof at === 'number' ? toLine(blocks[at]?.text ?? '').slice(0, 60) : ''
    return start === '' ? sentence : `${start}\t${sentence}`
  }).join('\n')
}

interface Stored { article: string; slug: string | null; ids: readonly string[] }

function report(voice: Voice, { json }: ImportOptions, file: string, preview: Preview, stored: Stored | null): void {
  const segments = segmentsOf(preview.blocks)
  if (!json) return printPlan(voice, segments, preview, stored)
  const { aside } = pageParts({ blocks: preview.blocks.map((block) => ({ ...block, text: plainText(block.text) })) })
  const { source } = preview
  printJson({
    article: stored?.article ?? null, slug: stored?.slug ?? null, language: preview.language,
    source: { file: path.basename(file), format: source?.format ?? 'text', encoding: source?.encoding ?? 'utf-8' },
    ...describe(segments, stored?.ids ?? []), aside, details: detailsOf(preview.details, preview.blocks),
    notices: preview.notices.map(({ code, items }) => ({ code, items })),
  })
}

function describe(segments: readonly NewSegment[], ids: readonly string[]) {
  const plan = { unchanged: 0, edited: 0, moved: 0, split: 0, merged: 0, added: segments.length, removed: 0 }
  const listed = segments.map(({ kind, level, list, asset, text }, i) => ({
    id: ids[i] ?? null, kind, ...level > 0 ? { level } : {}, ...list ? { list } : {}, ...asset ? { asset } : {}, text, change: 'added' as const,
  }))
  return { segments: listed, plan }
}

function printPlan(voice: Voice, segments: readonly NewSegment[], { blocks, notices }: Preview, stored: Stored | null): void {
  const { t } = voice
  for (const { kind, text } of segments) print(`${t(`articles:kind.${kind}`)}\t${text.replaceAll('\n', ' ')}`)
  for (const { kind, text } of blocks) if (kind === 'aside') print(`${t('cli:import.leftOut')}\t${text.replaceAll('\n', ' ')}`)
  for (const { code, items } of notices) print(`${t(`articles:notice.${code}`)} ${items.join(' · ')}`.trim())
  const count = segments.length
  print(stored ? t('cli:import.done', { count, article: stored.article, slug: stored.slug ?? '' }) : t('cli:import.dryRun', { count }))
}
