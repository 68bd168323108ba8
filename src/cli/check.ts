import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { checkPair } from '../checks/check.ts'
import type { Finding, Pair } from '../checks/model.ts'
import { readConfig } from '../config.ts'
import { isPostgres } from '../db/open.ts'
import { readTerms } from '../glossary/reading.ts'
import { tellFinding } from '../i18n/findings.ts'
import type { Resources } from '../i18n/resources.ts'
import type { Voice } from '../i18n/voice.ts'
import { checkSpelling } from '../spelling/spell.ts'
import { speller } from '../spelling/speller.ts'
import { listKnown } from '../words/reading.ts'
import { print, printJson, Refusal, runCommand, withDb } from './terminal.ts'
import { visiblePlace } from './visible.ts'

interface CheckOptions {
  from: string
  to: string
  source?: string
  sourceFile?: string
  target?: string
  targetFile?: string
  kind?: string
  spelling?: true
  json?: true
}

const LANGUAGE = /^[a-z]{2,3}(?:-[a-z\d]{2,8}){0,3}$/i
const FILE_END = /\r?\n$/

export function addCheckCommands(program: Command, voice: Voice): void {
  const { t } = voice
  program.command('check').description(t('cli:check.about'))
    .requiredOption('--from <language>', t('cli:option.checkFrom')).requiredOption('--to <language>', t('cli:option.checkTo'))
    .option('--source <text>', t('cli:option.checkSource')).option('--source-file <file>', t('cli:option.sourceFile'))
    .option('--target <text>', t('cli:option.checkTarget')).option('--target-file <file>', t('cli:option.targetFile'))
    .option('--kind <kind>', t('cli:option.kind')).option('--spelling', t('cli:option.spelling'))
    .option('--json', t('cli:option.json'))
    .action((options: CheckOptions, command: Command) => runCommand(voice, () => check(voice, options, command)))
}

async function check(voice: Voice, options: CheckOptions, command: Command): Promise<void> {
  const pair = await pairOf(voice, options, command)
  const found = checkPair(pair)
  if (options.spelling) found.push(...await checkSpelling(pair, speller) ?? [])
  if (options.json) printJson(await Promise.all(found.map((finding) => described(voice, finding, pair.to))))
  else if (found.length === 0) print(voice.t('checks:none'))
  else for (const finding of found) print(lineOf(voice, finding, pair))
}

async function pairOf(voice: Voice, { from, to, kind = 'paragraph', ...given }: CheckOptions, command: Command): Promise<Pair> {
  for (const language of [from, to]) if (!LANGUAGE.test(language)) throw new Refusal(voice.t('cli:check.badLanguage', { language }))
  return {
    source: await textOf(voice, command, 'source', given.source, given.sourceFile),
    target: await textOf(voice, command, 'target', given.target, given.targetFile),
    from, to, kind, ...await readSite(from, to), links: null, elsewhere: [], stops: 'inside',
  }
}

/** The glossary and the words of the site, where there is one; no database is made for this. */
async function readSite(from: string, to: string): Promise<Pick<Pair, 'terms' | 'known'>> {
  const { databaseUrl } = readConfig(process.env)
  if (!isPostgres(databaseUrl) && !existsSync(databaseUrl)) return { terms: null, known: new Set() }
  return withDb(async (db) => ({ terms: await readTerms(db, from, to), known: await listKnown(db, to) }))
}

/** What was typed, or stands in the file; without either the command line is wrong. */
async function textOf(voice: Voice, command: Command, side: 'source' | 'target', typed?: string, file?: string): Promise<string> {
  if (typed !== undefined && file === undefined) return typed.normalize('NFC')
  if (file === undefined) return command.error(`error: required option '--${side} <text>' not specified`)
  if (typed !== undefined) throw new Refusal(voice.t('cli:check.both', { side: `--${side}`, file: `--${side}-file` }))
  const bytes = await readFile(file).catch(() => {
    throw new Refusal(voice.t('cli:noFile', { file }))
  })
  return new TextDecoder().decode(bytes).normalize('NFC').replace(FILE_END, '')
}

async function described({ t }: Voice, finding: Finding, language: string) {
  const { check: name, severity, at, side, fix, words: { word } } = finding
  const suggestions = name === 'spelling' ? await speller.suggest(String(word), language) : []
  return {
    check: name, severity, message: tellFinding(t, finding), ...at ?? {}, ...side === 'source' ? { side } : {}, ...fix ? { fix } : {},
    ...suggestions.length > 0 ? { suggestions } : {},
  }
}

function lineOf(voice: Voice, finding: Finding, { source, target }: Pair): string {
  const { t } = voice
  const { check: name, severity, at, side } = finding
  const place = at ? (side === 'source' ? source ?? '' : target).slice(at.start, at.end) : ''
  const called = t(`checks:name.${name as keyof Resources['checks']['name']}`)
  return [t(`checks:severity.${severity}`), called, tellFinding(t, finding), visiblePlace(voice, place)].join('\t').trimEnd()
}
