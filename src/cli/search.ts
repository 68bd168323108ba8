import type { Command } from 'commander'
import type { Voice } from '../i18n/voice.ts'
import { rebuildSearch } from '../search/sync.ts'
import { print, runCommand, withDb } from './terminal.ts'

export function addSearchCommands(program: Command, voice: Voice): void {
  const { t } = voice
  const search = program.command('search').description(t('cli:search.about'))
  search.command('rebuild').description(t('cli:search.rebuild')).action(() => runCommand(voice, () => rebuild(voice)))
}

async function rebuild(voice: Voice): Promise<void> {
  await withDb(async (db) => {
    const { added } = await rebuildSearch(db)
    print(voice.t('cli:search.done', { count: added }))
  })
}
