import type { Command } from 'commander'
import type { Voice } from '../i18n/voice.ts'
import { spokenProgram } from './spoken.ts'
import { terminalVoice } from './terminal.ts'
import { addUpkeepCommands } from './upkeep.ts'

/** Runs one command line, `zvirka …`. Sets the exit status: 0 done, 1 cannot be met, 2 wrong usage. */
export async function runCli(args: readonly string[]): Promise<void> {
  const voice = terminalVoice()
  const program = spokenProgram(voice).exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  addUpkeepCommands(program, voice)
  // A server starts sooner without what the other commands load.
  if (args[0] !== 'serve') await addDeskCommands(program, voice)
  await program.parseAsync([...args], { from: 'user' })
}

/** Every command there is. */
export async function listCommands(voice: Voice): Promise<readonly Command[]> {
  const program = spokenProgram(voice)
  addUpkeepCommands(program, voice)
  await addDeskCommands(program, voice)
  return program.commands
}

async function addDeskCommands(program: Command, voice: Voice): Promise<void> {
  const [
    { addPersonCommands }, { addArticleCommands }, { addDetailCommands }, { addEditionCommands }, { addTextCommands },
    { addBackupCommands },
  ] = await Promise.all([
    import('./people.ts'), import('./articles.ts'), import('./details.ts'), import('./editions.ts'), import('./text.ts'),
    import('./backups.ts'),
  ])
  addPersonCommands(program, voice)
  addArticleCommands(program, voice)
  addDetailCommands(program, voice)
  addEditionCommands(program, voice)
  addTextCommands(program, voice)
  addBackupCommands(program, voice)
}
