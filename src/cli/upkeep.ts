import type { Command } from 'commander'
import { findEditionFault } from '../editions/verify.ts'
import type { Voice } from '../i18n/voice.ts'
import { findLedgerFault } from '../ledger/store.ts'
import { readConfig } from '../config.ts'
import { migrate } from '../db/migrate.ts'
import { isPostgres, openDb } from '../db/open.ts'
import { DatabaseInUse, startSite, type RunningSite } from '../serve.ts'
import { offerSetup } from '../people/actions.ts'
import { print, Refusal, runCommand, withDb } from './terminal.ts'

/** A supervisor starts the site anew and SQLite recovers what was committed. */
const BROKEN_EXIT = 70

export function addUpkeepCommands(program: Command, voice: Voice): void {
  const { t } = voice
  program.command('serve').description(t('cli:serve.about')).action(() => runCommand(voice, () => serve(voice)))
  program.command('migrate').description(t('cli:migrate.about')).action(() => runCommand(voice, () => bringUpToDate(voice)))
  program.command('verify').description(t('cli:verify.about')).action(() => runCommand(voice, () => verify(voice)))
}

/** Runs a site until it is asked to stop; says where it is, and how to set it up while it has nobody. */
export async function serve(voice: Voice, prepare: (site: RunningSite) => Promise<void> = async () => {}): Promise<void> {
  const site = await startSite(readConfig(process.env), stopBroken).catch((error: unknown) => {
    if (error instanceof DatabaseInUse) throw new Refusal(voice.t('cli:serve.inUse', { file: error.message }))
    if (isTaken(error)) throw new Refusal(voice.t('cli:serve.portTaken'))
    throw error
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void site.close())
  await prepare(site)
  const token = await offerSetup(site.db)
  print(voice.t('cli:serve.ready', { url: site.url }))
  if (token) print(voice.t('cli:serve.setup', { url: `${site.url}/setup?token=${token}` }))
}

function stopBroken(error: unknown): void {
  process.stderr.write(`${String(error)}\n`)
  // Answers already promised are sent first; nothing more is acknowledged meanwhile.
  setTimeout(() => process.exit(BROKEN_EXIT), 1000)
}

async function bringUpToDate(voice: Voice): Promise<void> {
  const { databaseUrl } = readConfig(process.env)
  const db = await openDb(databaseUrl)
  const done = await migrate(db, isPostgres(databaseUrl) ? undefined : databaseUrl).finally(() => db.destroy())
  print(done.length === 0 ? voice.t('cli:migrate.nothing') : voice.t('cli:migrate.done', { count: done.length, names: done.join(', ') }))
}

async function verify(voice: Voice): Promise<void> {
  await withDb(async (db) => {
    const line = await findLedgerFault(db)
    if (line !== null) throw new Refusal(voice.t('cli:verify.ledger', { line }))
    const fault = await findEditionFault(db)
    if (fault !== null) throw new Refusal(voice.t('cli:verify.fault', { fault }))
    print(voice.t('cli:verify.sound'))
  })
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
}
