import type { Command } from 'commander'
import type { Voice } from '../i18n/voice.ts'
import { spokenProgram } from './spoken.ts'
import { terminalVoice } from './terminal.ts'

interface Group {
  names: readonly string[]
  add: (program: Command, voice: Voice) => Promise<void>
}

/** The commands by what they load: a server needs little of what imports an article, and a short command nothing of a server. */
const GROUPS: readonly Group[] = [
  { names: ['serve', 'migrate', 'verify'], add: async (program, voice) => (await import('./upkeep.ts')).addUpkeepCommands(program, voice) },
  { names: ['person'], add: async (program, voice) => (await import('./people.ts')).addPersonCommands(program, voice) },
  { names: ['import'], add: async (program, voice) => (await import('./articles.ts')).addArticleCommands(program, voice) },
  { names: ['article'], add: async (program, voice) => (await import('./details.ts')).addDetailCommands(program, voice) },
  {
    names: ['publish', 'withdraw', 'editions', 'schedules', 'unschedule'],
    add: async (program, voice) => (await import('./editions.ts')).addEditionCommands(program, voice),
  },
  { names: ['edits'], add: async (program, voice) => (await import('./edits.ts')).addEditCommands(program, voice) },
  { names: ['diff', 'transliterate'], add: async (program, voice) => (await import('./text.ts')).addTextCommands(program, voice) },
  { names: ['check'], add: async (program, voice) => (await import('./check.ts')).addCheckCommands(program, voice) },
  { names: ['glossary'], add: async (program, voice) => (await import('./glossary.ts')).addGlossaryCommands(program, voice) },
  { names: ['memory'], add: async (program, voice) => (await import('./memory.ts')).addMemoryCommands(program, voice) },
  { names: ['weather'], add: async (program, voice) => (await import('./weather.ts')).addWeatherCommands(program, voice) },
  { names: ['site'], add: async (program, voice) => (await import('./site.ts')).addSiteCommands(program, voice) },
  { names: ['search'], add: async (program, voice) => (await import('./search.ts')).addSearchCommands(program, voice) },
  { names: ['backup', 'restore'], add: async (program, voice) => (await import('./backups.ts')).addBackupCommands(program, voice) },
]

/** Runs one command line, `zvirka …`. Sets the exit status: 0 done, 1 cannot be met, 2 wrong usage. */
export async function runCli(args: readonly string[]): Promise<void> {
  const voice = terminalVoice()
  const program = spokenProgram(voice).exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  const named = GROUPS.filter(({ names }) => names.includes(args[0] ?? ''))
  await addCommands(program, voice, named.length > 0 ? named : GROUPS)
  await program.parseAsync([...args], { from: 'user' })
}

/** Every command there is. */
export async function listCommands(voice: Voice): Promise<readonly Command[]> {
  const program = spokenProgram(voice)
  await addCommands(program, voice, GROUPS)
  return program.commands
}

async function addCommands(program: Command, voice: Voice, groups: readonly Group[]): Promise<void> {
  for (const { add } of groups) await add(program, voice)
}
