import path from 'node:path'
import type { Command } from 'commander'
import { importArticle } from '../articles/actions.ts'
import type { NewSegment } from '../articles/model.ts'
import { listSlugs } from '../articles/store.ts'
import { readConfig } from '../config.ts'
import type { Db } from '../db/schema.ts'
import { detailsOf } from '../exchange/details.ts'
import { findFaults } from '../exchange/faults.ts'
import type { Preview } from '../exchange/preview.ts'
import { segmentsOf } from '../exchange/understand.ts'
import type { Voice } from '../i18n/voice.ts'
import { changeArticle } from './changes.ts'
import { asideOf, printObstacles, sayFaults, understandFile, type ImportOptions } from './import-file.ts'
import { placeNear } from './near-pictures.ts'
import { findActingPerson } from './people.ts'
import { print, printJson, Refusal, runCommand, withDb } from './terminal.ts'

export function addArticleCommands(program: Command, voice: Voice): void {
  const { t } = voice
  program.command('import').description(t('cli:import.about')).argument('<file>', t('cli:option.file'))
    .option('--language <language>', t('cli:option.sourceLanguage')).option('--format <format>', t('cli:option.format'))
    .option('--article <article>', t('cli:option.changed'))
    .option('--approved', t('cli:option.approved')).option('--by <email>', t('cli:option.by'))
    .option('--dry-run', t('cli:option.dryRun')).option('--json', t('cli:option.json'))
    .action((file: string, options: ImportOptions) => runCommand(voice, () => options.article === undefined
      ? bringIn(voice, file, options) : changeArticle(voice, file, options.article, options)))
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

interface Stored { article: string; slug: string | null; ids: readonly string[] }

function report(voice: Voice, { json }: ImportOptions, file: string, preview: Preview, stored: Stored | null): void {
  const segments = segmentsOf(preview.blocks)
  if (!json) return printPlan(voice, segments, preview, stored)
  const { source } = preview
  printJson({
    article: stored?.article ?? null, slug: stored?.slug ?? null, language: preview.language,
    source: { file: path.basename(file), format: source?.format ?? 'text', encoding: source?.encoding ?? 'utf-8' },
    ...describe(segments, stored?.ids ?? []), aside: asideOf(preview.blocks), details: detailsOf(preview.details, preview.blocks),
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
