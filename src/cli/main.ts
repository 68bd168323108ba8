import { Command } from 'commander'
import { addArticleCommands } from './articles.ts'
import { addPersonCommands } from './people.ts'
import { terminalVoice } from './terminal.ts'
import { addTextCommands } from './text.ts'
import { addUpkeepCommands } from './upkeep.ts'

/** Runs one command line, `zvirka …`. Sets the exit status: 0 done, 1 cannot be met, 2 wrong usage. */
export async function runCli(args: readonly string[]): Promise<void> {
  const voice = terminalVoice()
  const program = new Command('zvirka').description(voice.t('cli:about'))
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2)).showHelpAfterError()
  addUpkeepCommands(program, voice)
  addPersonCommands(program, voice)
  addArticleCommands(program, voice)
  addTextCommands(program, voice)
  await program.parseAsync([...args], { from: 'user' })
}
