import { Command } from 'commander'
import type { Voice } from '../i18n/voice.ts'

/** What commander says of a wrong command line, with the word it is about. */
const MISTAKES = [
  ['missingArgument', /missing required argument '([^']*)'/],
  ['emptyOption', /option '([^']*)' argument missing/],
  ['missingOption', /required option '([^']*)' not specified/],
  ['unknownOption', /unknown option '([^']*)'/],
  ['unknownCommand', /unknown command '([^']*)'/],
  ['tooMany', /too many arguments()/],
] as const

const TITLES = { 'Usage:': 'usage', 'Arguments:': 'arguments', 'Options:': 'options', 'Commands:': 'commands' } as const

/** The program's root command, whose help and mistakes are in the voice's language; its commands inherit both. */
export function spokenProgram({ t }: Voice): Command {
  return new Command('zvirka').description(t('cli:about'))
    .helpOption('-h, --help', t('cli:help.option')).helpCommand(`help [${t('cli:help.command')}]`, t('cli:help.about'))
    .configureHelp({
      styleTitle: (title) => isTitle(title) ? t(`cli:help.${TITLES[title]}`) : title,
      styleUsage: (usage) => usage.replace('[options]', `[${t('cli:help.option_')}]`).replace('[command]', `[${t('cli:help.command')}]`),
      styleSubcommandTerm: (term) => term.replace('[options]', `[${t('cli:help.option_')}]`),
    })
    .configureOutput({ outputError: (said, write) => write(`${mistakeIn(said, t)}\n`) })
    .showHelpAfterError()
}

function mistakeIn(said: string, t: Voice['t']): string {
  for (const [mistake, pattern] of MISTAKES) {
    const what = pattern.exec(said)?.[1]
    if (what !== undefined) return t(`cli:mistake.${mistake}`, { what })
  }
  return said.trimEnd()
}

function isTitle(title: string): title is keyof typeof TITLES {
  return Object.hasOwn(TITLES, title)
}
