import path from 'node:path'
import type { Command } from 'commander'
import { importArticle } from '../articles/actions.ts'
import { LONGEST_TEXT, type NewSegment } from '../articles/model.ts'
import { findArticleByName, listSlugs } from '../articles/store.ts'
import { publishEdition, withdrawEdition } from '../editions/actions.ts'
import { composeNow } from '../editions/compose.ts'
import { listEditions, listPublications } from '../editions/store.ts'
import { segmentsOf, understandPage } from '../exchange/understand.ts'
import type { Voice } from '../i18n/voice.ts'
import { pageParts } from '../text/pagetext/parts-of-page.ts'
import { findActingPerson } from './people.ts'
import { print, printJson, readTextFile, Refusal, runCommand, withDb } from './terminal.ts'

interface ImportOptions { language: string; format?: string; approved?: true; by?: string; dryRun?: true; json?: true }
interface WithdrawOptions { language: string; reason: string; by?: string }
interface ListOptions { language?: string; json?: true }
interface PublishOptions { language: string; by?: string; slug?: string; partial?: true; behind?: true }

export function addArticleCommands(program: Command, voice: Voice): void {
  const { t } = voice
  program.command('import').description(t('cli:import.about')).argument('<file>', t('cli:option.file'))
    .requiredOption('--language <language>', t('cli:option.sourceLanguage')).option('--format <format>', t('cli:option.format'))
    .option('--approved', t('cli:option.approved')).option('--by <email>', t('cli:option.by'))
    .option('--dry-run', t('cli:option.dryRun')).option('--json', t('cli:option.json'))
    .action((file: string, options: ImportOptions) => runCommand(voice, () => {
      const { format = 'text' } = options
      if (format !== 'text') throw new Refusal(t('cli:import.format', { format }))
      return bringIn(voice, file, options)
    }))
  program.command('publish').description(t('cli:publish.about')).argument('<article>', t('cli:option.article'))
    .requiredOption('--language <language>', t('cli:option.language')).option('--slug <slug>', t('cli:option.slug'))
    .option('--partial', t('cli:option.partial')).option('--behind', t('cli:option.behind')).option('--by <email>', t('cli:option.by'))
    .action((article: string, options: PublishOptions) => runCommand(voice, () => publish(voice, article, options)))
  program.command('withdraw').description(t('cli:withdraw.about')).argument('<article>', t('cli:option.article'))
    .requiredOption('--language <language>', t('cli:option.language')).requiredOption('--reason <reason>', t('cli:option.reason'))
    .option('--by <email>', t('cli:option.by'))
    .action((article: string, options: WithdrawOptions) => runCommand(voice, () => withdraw(voice, article, options)))
  program.command('editions').description(t('cli:editions.about')).argument('<article>', t('cli:option.article'))
    .option('--language <language>', t('cli:option.language')).option('--json', t('cli:option.json'))
    .action((article: string, options: ListOptions) => runCommand(voice, () => showEditions(voice, article, options)))
}

async function bringIn(voice: Voice, file: string, { language, approved, by, dryRun, json }: ImportOptions): Promise<void> {
  const page = await understandPage(await readTextFile(voice, file, LONGEST_TEXT), language)
  const segments = segmentsOf(page.blocks)
  const report = (article: string | null, slug: string | null, ids: readonly string[]) => {
    if (json) printJson({ article, slug, language, source: { file: path.basename(file), format: 'text' }, ...describe(segments, ids), aside: pageParts(page).aside })
    else printPlan(voice, segments, article, slug)
  }
  if (dryRun) return report(null, null, [])
  await withDb(async (db, config) => {
    if (!config.languages.includes(language)) throw new Refusal(voice.t('cli:badLanguage', { language, languages: config.languages.join(', ') }))
    const actor = await findActingPerson(db, voice, by, { right: 'publish', language })
    const { article, segments: ids } = await importArticle(db, actor, { language, siteText: null, segments, approved: approved ?? false, message: '' })
    report(article, (await listSlugs(db, article)).get(language) ?? null, ids)
  })
}

function describe(segments: readonly NewSegment[], ids: readonly string[]) {
  const plan = { unchanged: 0, edited: 0, moved: 0, split: 0, merged: 0, added: segments.length, removed: 0 }
  const listed = segments.map(({ kind, level, list, text }, i) => ({
    id: ids[i] ?? null, kind, ...level > 0 ? { level } : {}, ...list ? { list } : {}, text, change: 'added' as const,
  }))
  return { segments: listed, plan }
}

function printPlan(voice: Voice, segments: readonly NewSegment[], article: string | null, slug: string | null): void {
  for (const { kind, text } of segments) print(`${voice.t(`articles:kind.${kind}`)}\t${text.replaceAll('\n', ' ')}`)
  print(article ? voice.t('cli:import.done', { count: segments.length, article, slug: slug ?? '' }) : voice.t('cli:import.dryRun', { count: segments.length }))
}

async function publish(voice: Voice, name: string, { language, by, slug, partial, behind }: PublishOptions): Promise<void> {
  await withDb(async (db, config) => {
    const article = await findArticleByName(db, name)
    const actor = await findActingPerson(db, voice, by, { right: 'publish', language })
    const { candidate } = await composeNow(db, article, language)
    const lacking = [
      ...candidate.title === null ? [voice.t('cli:publish.noTitle')] : [],
      ...candidate.unfillable.length > 0 ? [voice.t('cli:publish.unfillable', { count: candidate.unfillable.length })] : [],
      ...candidate.missing.length > 0 && !partial ? [voice.t('cli:publish.missing', { count: candidate.missing.length })] : [],
      ...candidate.behind.length > 0 && !behind ? [voice.t('cli:publish.behind', { count: candidate.behind.length })] : [],
    ]
    if (lacking.length > 0) throw new Refusal(lacking.join('\n'))
    const accepted = { missing: candidate.missing.length, behind: candidate.behind.length }
    const edition = await publishEdition(db, actor, { article: article.id, language, slug, accepted })
    const address = (await listSlugs(db, article.id)).get(language) ?? ''
    print(voice.t('cli:publish.done', { number: edition.number, url: `${config.baseUrl}/${language}/articles/${address}` }))
  })
}

async function withdraw(voice: Voice, name: string, { language, reason, by }: WithdrawOptions): Promise<void> {
  await withDb(async (db) => {
    const article = await findArticleByName(db, name)
    const actor = await findActingPerson(db, voice, by, { right: 'publish', language })
    const edition = await withdrawEdition(db, actor, { article: article.id, language, reason })
    print(voice.t('cli:withdraw.done', { number: edition.number }))
  })
}

async function showEditions(voice: Voice, name: string, { language, json }: ListOptions): Promise<void> {
  await withDb(async (db, config) => {
    const article = await findArticleByName(db, name)
    const published = await listPublications(db, article.id)
    const editions = (await Promise.all((language ? [language] : config.languages).map((one) => listEditions(db, article.id, one)))).flat()
    const rows = editions.map((edition) => ({
      language: edition.language, number: edition.number, title: edition.title, published: edition.created_at, partial: edition.partial,
      behind: edition.behind, hash: edition.hash, current: published.get(edition.language) === edition.id,
    }))
    if (json) return printJson(rows)
    if (rows.length === 0) print(voice.t('cli:editions.none'))
    for (const row of rows) print([row.language, row.number, row.published, row.hash.slice(0, 12), row.title, row.current ? voice.t('cli:editions.current') : ''].join('\t'))
  })
}
