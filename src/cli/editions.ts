import type { Command } from 'commander'
import { findArticleByName } from '../articles/store.ts'
import { unschedule } from '../editions/schedule-actions.ts'
import { listSchedules } from '../editions/schedule-store.ts'
import { withdrawEdition } from '../editions/actions.ts'
import { listEditions, listPublications } from '../editions/store.ts'
import type { Voice } from '../i18n/voice.ts'
import { findActingPerson } from './people.ts'
import { publish, type PublishOptions } from './publish.ts'
import { print, printJson, Refusal, runCommand, withDb } from './terminal.ts'

interface WithdrawOptions { language: string; reason: string; by?: string }
interface UnscheduleOptions { language: string; by?: string }
interface ListOptions { language?: string; json?: true }

export function addEditionCommands(program: Command, voice: Voice): void {
  const { t } = voice
  program.command('publish').description(t('cli:publish.about')).argument('<article>', t('cli:option.article'))
    .requiredOption('--language <language>', t('cli:option.language')).option('--slug <slug>', t('cli:option.slug'))
    .option('--partial', t('cli:option.partial')).option('--behind', t('cli:option.behind')).option('--together', t('cli:option.together'))
    .option('--at <time>', t('cli:option.at')).option('--note <note>', t('cli:option.note')).option('--correction <correction>', t('cli:option.correction'))
    .option('--important', t('cli:option.important'))
    .option('--by <email>', t('cli:option.by')).option('--dry-run', t('cli:option.dryRunPublish')).option('--json', t('cli:option.json'))
    .action((article: string, options: PublishOptions) => runCommand(voice, () => publish(voice, article, options)))
  program.command('withdraw').description(t('cli:withdraw.about')).argument('<article>', t('cli:option.article'))
    .requiredOption('--language <language>', t('cli:option.language')).requiredOption('--reason <reason>', t('cli:option.reason'))
    .option('--by <email>', t('cli:option.by'))
    .action((article: string, options: WithdrawOptions) => runCommand(voice, () => withdraw(voice, article, options)))
  program.command('editions').description(t('cli:editions.about')).argument('<article>', t('cli:option.article'))
    .option('--language <language>', t('cli:option.language')).option('--json', t('cli:option.json'))
    .action((article: string, options: ListOptions) => runCommand(voice, () => showEditions(voice, article, options)))
  program.command('schedules').description(t('cli:schedules.about')).option('--json', t('cli:option.json'))
    .action((options: { json?: true }) => runCommand(voice, () => showSchedules(voice, options)))
  program.command('unschedule').description(t('cli:unschedule.about')).argument('<article>', t('cli:option.article'))
    .requiredOption('--language <language>', t('cli:option.language')).option('--by <email>', t('cli:option.by'))
    .action((article: string, options: UnscheduleOptions) => runCommand(voice, () => callOff(voice, article, options)))
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
      behind: edition.behind, note: edition.note, correction: edition.correction, important: edition.important === 'yes',
      hash: edition.hash,
      current: published.get(edition.language) === edition.id,
    }))
    if (json) return printJson(rows)
    if (rows.length === 0) print(voice.t('cli:editions.none'))
    for (const { language: of, number, published: at, hash, title, current } of rows) {
      print([of, number, at, hash.slice(0, 12), title, current ? voice.t('cli:editions.current') : ''].join('\t'))
    }
  })
}

async function showSchedules(voice: Voice, { json }: { json?: true }): Promise<void> {
  await withDb(async (db) => {
    const rows = (await listSchedules(db)).map(({ id: schedule, article, language, title, at, state, reason }) =>
      ({ schedule, article, language, title, at, state, reason }))
    if (json) return printJson(rows)
    if (rows.length === 0) print(voice.t('cli:schedules.none'))
    for (const { language, at, state, title } of rows) print([language, at, voice.t(`cli:schedules.${state}`), title].join('\t'))
  })
}

/** Calls off what waits for the article in the language, and puts away what was refused. */
async function callOff(voice: Voice, name: string, { language, by }: UnscheduleOptions): Promise<void> {
  await withDb(async (db) => {
    const { id: article } = await findArticleByName(db, name)
    const actor = await findActingPerson(db, voice, by, { right: 'publish', language })
    const plans = await listSchedules(db, { article, language })
    if (plans.length === 0) throw new Refusal(voice.t('cli:unschedule.none'))
    for (const { id } of plans) await unschedule(db, actor, id)
    print(voice.t('cli:unschedule.done'))
  })
}
