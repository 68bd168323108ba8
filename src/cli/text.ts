import { createInterface } from 'node:readline'
import type { Command } from 'commander'
import type { Voice } from '../i18n/voice.ts'
import { diffTexts } from '../text/diff.ts'
import { romanize } from '../text/romanize.ts'
import { print, printJson, runCommand } from './terminal.ts'

const MARK = { same: ['', ''], added: ['{+', '+}'], removed: ['[-', '-]'] } as const

export function addTextCommands(program: Command, voice: Voice): void {
  const { t } = voice
  program.command('diff').description(t('cli:diff.about')).argument('<old>', t('cli:option.old')).argument('<new>', t('cli:option.new'))
    .requiredOption('--language <language>', t('cli:option.language')).option('--json', t('cli:option.json'))
    .action((before: string, after: string, options: { language: string; json?: true }) => runCommand(voice, async () => {
      const { changes } = diffTexts(before.normalize('NFC'), after.normalize('NFC'), options.language)
      if (options.json) printJson(changes)
      else print(changes.map(({ kind, text }) => `${MARK[kind][0]}${text}${MARK[kind][1]}`).join(''))
    }))
  program.command('transliterate').description(t('cli:transliterate.about')).argument('[text]', t('cli:option.text'))
    .action((text?: string) => runCommand(voice, async () => {
      if (text !== undefined) print(romanize(text.normalize('NFC')))
      else for await (const line of createInterface({ input: process.stdin })) print(romanize(line.normalize('NFC')))
    }))
}
