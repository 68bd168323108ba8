import type { Command } from 'commander'
import type { Voice } from '../i18n/voice.ts'
import { readConfig } from '../config.ts'
import { log } from '../log.ts'
import { migrate } from '../db/migrate.ts'
import { isPostgres, openDb } from '../db/open.ts'
import { DatabaseInUse, DatabaseLeft, startSite, type RunningSite } from '../serve.ts'
import { findFault } from '../upkeep/soundness.ts'
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
    if (error instanceof DatabaseLeft) throw new Refusal(voice.t('cli:serve.left', { file: error.message }))
    if (isTaken(error)) throw new Refusal(voice.t('cli:serve.portTaken'))
    throw error
  })
  stopWhenAsked(site)
  // Whoever started it may have stopped listening: that is no reason to stop.
  process.stdout.on('error', () => undefined)
  await prepare(site)
  const token = await offerSetup(site.db)
  log('site.started', { url: site.url, process: process.pid })
  print(voice.t('cli:serve.ready', { url: site.url }))
  if (token) print(voice.t('cli:serve.setup', { url: `${site.url}/setup?token=${token}` }))
}

/** What was begun is answered first; whoever asks again does not wait for that. */
function stopWhenAsked(site: RunningSite): void {
  let asked = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (asked) process.exit(1)
      asked = true
      log('site.stopping', { signal })
      void site.close().then(() => {
        log('site.stopped')
        process.exit()
      })
    })
  }
}

function stopBroken(error: unknown): void {
  log('site.broken', { error: String(error) })
  // Answers already promised are sent first; nothing more is acknowledged meanwhile. Whoever asks it to stop now hears of it as well.
  process.exitCode = BROKEN_EXIT
  setTimeout(() => process.exit(), 1000)
}

async function bringUpToDate(voice: Voice): Promise<void> {
  const { databaseUrl } = readConfig(process.env)
  const db = await openDb(databaseUrl)
  const done = await migrate(db, isPostgres(databaseUrl) ? undefined : databaseUrl).finally(() => db.destroy())
  print(done.length === 0 ? voice.t('cli:migrate.nothing') : voice.t('cli:migrate.done', { count: done.length, names: done.join(', ') }))
}

async function verify(voice: Voice): Promise<void> {
  await withDb(async (db) => {
    const fault = await findFault(db)
    if (fault && 'line' in fault) throw new Refusal(voice.t('cli:verify.ledger', { line: fault.line }))
    if (fault) throw new Refusal(voice.t(fault.stored.startsWith('memory') ? 'cli:verify.memory' : 'cli:verify.fault', { fault: fault.stored }))
    print(voice.t('cli:verify.sound'))
  })
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
}
