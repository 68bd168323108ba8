import path from 'node:path'
import type { Command } from 'commander'
import { isLoopback, readConfig } from '../config.ts'
import { exportSite } from '../export/export.ts'
import { ForeignFolder } from '../export/files.ts'
import { FolderInUse } from '../export/state-store.ts'
import type { Voice } from '../i18n/voice.ts'
import { siteTimeZone } from '../people/settings.ts'
import { print, printJson, Refusal, runCommand, withDb } from './terminal.ts'

interface ExportCommand { baseUrl?: string; json?: true }

export function addSiteCommands(program: Command, voice: Voice): void {
  const { t } = voice
  const site = program.command('site').description(t('cli:site.about'))
  site.command('export').description(t('cli:site.export')).argument('<folder>', t('cli:site.folder'))
    .option('--base-url <url>', t('cli:site.baseUrl')).option('--json', t('cli:option.json'))
    .action((folder: string, options: ExportCommand) => runCommand(voice, () => writeFiles(voice, folder, options)))
}

async function writeFiles(voice: Voice, folder: string, { baseUrl, json }: ExportCommand): Promise<void> {
  // The address is judged as the environment's is.
  const { baseUrl: address } = readConfig(baseUrl === undefined ? process.env : { ...process.env, BASE_URL: baseUrl })
  await withDb(async (db, config) => {
    const shown = { ...config, baseUrl: address, timeZone: await siteTimeZone(db, config) }
    const summary = await exportSite(shown, { folder: path.resolve(folder), onProgress: progressOf(voice) }).catch(orRefuse(voice, folder))
    if (process.stderr.isTTY) process.stderr.write('\r\u001B[K')
    if (json) printJson(summary)
    else print(voice.t('cli:site.done', { count: summary.pages, ...summary }))
    if (isLoopback(new URL(address).hostname)) process.stderr.write(`${voice.t('cli:site.local', { address })}\n`)
  })
}

/** A line that counts, for whoever looks on; in a pipe, nothing. */
function progressOf({ t }: Voice): (pages: number) => void {
  if (!process.stderr.isTTY) return () => {}
  return (pages) => { process.stderr.write(`\r${t('cli:site.progress', { count: pages })}`) }
}

function orRefuse({ t }: Voice, folder: string): (error: unknown) => never {
  return (error) => {
    if (error instanceof ForeignFolder) throw new Refusal(t('cli:site.foreign', { folder }))
    if (error instanceof FolderInUse) throw new Refusal(t('cli:site.inUse', { folder }))
    throw error
  }
}
