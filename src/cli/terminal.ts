import { ConfigError, readConfig, type Config } from '../config.ts'
import { migrate } from '../db/migrate.ts'
import { isPostgres, openDb } from '../db/open.ts'
import type { Db } from '../db/schema.ts'
import { AppError } from '../errors.ts'
import { interfaceLanguages } from '../i18n/languages.ts'
import { speak, type Voice } from '../i18n/voice.ts'

/** A request that cannot be met: its sentence goes to standard error, the exit status is 1. */
export class Refusal extends Error {}

/** The voice of the command line: ZVIRKA_LANGUAGE, else the language of the terminal. */
export function terminalVoice(env: NodeJS.ProcessEnv = process.env): Voice {
  const wish = (env['ZVIRKA_LANGUAGE'] || env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || 'en').slice(0, 2).toLowerCase()
  return speak(interfaceLanguages.includes(wish) ? wish : 'en')
}

/** Opens the site's database for one command, brings it up to date, and closes it whatever happens. */
export async function withDb<T>(work: (db: Db, config: Config) => Promise<T>): Promise<T> {
  const config = readConfig(process.env)
  const db = await openDb(config.databaseUrl)
  try {
    await migrate(db, isPostgres(config.databaseUrl) ? undefined : config.databaseUrl)
    return await work(db, config)
  } finally {
    await db.destroy()
  }
}

export function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** A line that is written anew as work goes on, for whoever looks on; in a pipe, nothing. */
export function countingLine(): { show: (line: string) => void; clear: () => void } {
  const { stderr } = process
  if (!stderr.isTTY) return { show: () => {}, clear: () => {} }
  return { show: (line) => { stderr.write(`\r\u001B[K${line}`) }, clear: () => { stderr.write('\r\u001B[K') } }
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2))
}

/** Runs a command and turns what goes wrong into a sentence and an exit status. */
export async function runCommand(voice: Voice, command: () => Promise<void>): Promise<void> {
  try {
    await command()
  } catch (error) {
    process.exitCode = 1
    process.stderr.write(`${sentenceFor(voice, error)}\n`)
  }
}

function sentenceFor(voice: Voice, error: unknown): string {
  if (error instanceof Refusal || error instanceof ConfigError) return error.message
  if (error instanceof AppError && error.code === 'not_found') return voice.t('cli:notFound')
  if (error instanceof AppError) return `${voice.t(`errors:${error.code}.title`)}. ${voice.t(`errors:${error.code}.text`)}`
  throw error
}
