import type { Command } from 'commander'
import { readConfig } from '../config.ts'
import type { Voice } from '../i18n/voice.ts'
import { makeBackup } from '../upkeep/backup.ts'
import { UpkeepRefusal } from '../upkeep/refusal.ts'
import { restoreBackup } from '../upkeep/restore.ts'
import { print, Refusal, runCommand, withDb } from './terminal.ts'

export function addBackupCommands(program: Command, voice: Voice): void {
  const { t } = voice
  program.command('backup').description(t('cli:backup.about')).argument('<file>', t('cli:backup.file'))
    .action((file: string) => runCommand(voice, () => backUp(voice, file)))
  program.command('restore').description(t('cli:restore.about')).argument('<file>', t('cli:backup.file'))
    .option('--without-checksum', t('cli:restore.withoutChecksum'))
    .action((file: string, { withoutChecksum = false }: { withoutChecksum?: boolean }) =>
      runCommand(voice, () => restore(voice, file, withoutChecksum)))
}

async function backUp(voice: Voice, file: string): Promise<void> {
  await withDb(async (db, { databaseUrl }) => {
    const { line, bytes } = await makeBackup(db, databaseUrl, file).catch(orRefuse(voice, file))
    print(voice.t('cli:backup.done', { file, line, size: voice.format.size(bytes) }))
  })
}

async function restore(voice: Voice, file: string, unsealed: boolean): Promise<void> {
  const { line, aside } = await restoreBackup(readConfig(process.env).databaseUrl, file, { unsealed }).catch(orRefuse(voice, file))
  print(voice.t('cli:restore.done', { line }))
  if (aside !== null) print(voice.t('cli:restore.aside', { aside }))
}

function orRefuse({ t }: Voice, file: string): (error: unknown) => never {
  return (error) => {
    if (error instanceof UpkeepRefusal) throw new Refusal(t(`cli:backup.problem.${error.problem}`, { file }))
    throw error
  }
}
