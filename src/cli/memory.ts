import { createInterface } from 'node:readline/promises'
import type { Command } from 'commander'
import type { Voice } from '../i18n/voice.ts'
import { discardImport, removeImport } from '../memory/actions.ts'
import { findImport, listImports, type MemoryImport } from '../memory/imports-store.ts'
import { findMatches } from '../memory/matches.ts'
import { rebuildMemory, syncMemory } from '../memory/sync.ts'
import { bringIn, takeOut, type ExportOptions, type ImportOptions } from './memory-files.ts'
import { findActingPerson } from './people.ts'
import { countingLine, print, printJson, Refusal, runCommand, withDb } from './terminal.ts'

/** More are in no list that anybody reads. */
const MOST_IMPORTS = 10_000
const MOST_MATCHES = 100

interface SearchOptions { from: string; to: string; limit: string; json?: true }
interface RemoveOptions { by?: string; dryRun?: true; yes?: true }

export function addMemoryCommands(program: Command, voice: Voice): void {
  const { t } = voice
  const memory = program.command('memory').description(t('cli:memory.about'))
  memory.command('import').description(t('cli:memory.import')).argument('<file>', t('cli:memory.file'))
    .option('--name <name>', t('cli:memory.name')).option('--by <email>', t('cli:option.by'))
    .option('--dry-run', t('cli:memory.dryRun')).option('--json', t('cli:option.json'))
    .action((file: string, options: ImportOptions) => runCommand(voice, () => bringIn(voice, file, options)))
  memory.command('export').description(t('cli:memory.export'))
    .option('--from <language>', t('cli:memory.from')).option('--to <language>', t('cli:memory.to')).option('--output <file>', t('cli:memory.output'))
    .action((options: ExportOptions) => runCommand(voice, () => takeOut(voice, options)))
  memory.command('search').description(t('cli:memory.search')).argument('<text>', t('cli:memory.text'))
    .requiredOption('--from <language>', t('cli:memory.from')).requiredOption('--to <language>', t('cli:memory.to'))
    .option('--limit <number>', t('cli:memory.limit'), '5').option('--json', t('cli:option.json'))
    .action((text: string, options: SearchOptions) => runCommand(voice, () => search(voice, text, options)))
  memory.command('rebuild').description(t('cli:memory.rebuild')).action(() => runCommand(voice, () => rebuild(voice)))
  memory.command('imports').description(t('cli:memory.imports')).option('--json', t('cli:option.json'))
    .action((options: { json?: true }) => runCommand(voice, () => list(voice, options)))
  memory.command('remove').description(t('cli:memory.remove')).argument('<import>', t('cli:memory.which'))
    .option('--by <email>', t('cli:option.by')).option('--dry-run', t('cli:memory.dryRunRemove')).option('--yes', t('cli:memory.yes'))
    .action((id: string, options: RemoveOptions) => runCommand(voice, () => remove(voice, id, options)))
}

async function search(voice: Voice, text: string, { from, to, limit, json }: SearchOptions): Promise<void> {
  if (!/^[1-9]\d{0,2}$/.test(limit) || Number(limit) > MOST_MATCHES) throw new Refusal(voice.t('cli:memory.badLimit', { typed: limit, most: MOST_MATCHES }))
  await withDb(async (db, { languages }) => {
    for (const language of [from, to]) {
      if (!languages.includes(language)) throw new Refusal(voice.t('cli:memory.badLanguage', { language, languages: languages.join(' ') }))
    }
    const matches = await findMatches(db, { text, from, to, limit: Number(limit) })
    if (json) return printJson(matches.map(({ score, source, target, kind }) => ({ score, source, target, kind })))
    if (matches.length === 0) print(voice.t('cli:memory.nothing'))
    for (const { score, source, target } of matches) print([String(score), source, target].map((one) => one.replace(/\s+/gu, ' ')).join('\t'))
  })
}

async function rebuild(voice: Voice): Promise<void> {
  await withDb(async (db) => {
    const line = countingLine()
    let units = 0
    await rebuildMemory(db, (done, of) => {
      units = done
      line.show(voice.t('cli:memory.rebuilding', { done, of }))
    })
    line.clear()
    print(voice.t('cli:memory.rebuilt', { count: units }))
  })
}

async function list(voice: Voice, { json }: { json?: true }): Promise<void> {
  await withDb(async (db) => {
    const imports = await listImports(db, { limit: MOST_IMPORTS })
    if (json) return printJson(imports.map(({ id, name, byName, at, state, units }) => ({ import: id, name, by: byName, at: state === 'ready' ? at : null, state, units })))
    if (imports.length === 0) print(voice.t('cli:memory.none'))
    for (const one of imports) print(lineOf(voice, one))
  })
}

function lineOf(voice: Voice, { id, name, byName, at, state, units }: MemoryImport): string {
  const when = state === 'ready' ? at.slice(0, 10) : voice.t('cli:memory.coming')
  return [id, name, voice.t('cli:memory.units', { count: units }), byName, when].join('\t')
}

async function remove(voice: Voice, id: string, { by, dryRun, yes }: RemoveOptions): Promise<void> {
  await withDb(async (db, { languages }) => {
    const one = await findImport(db, id)
    const told = { name: one.name, count: one.units }
    if (dryRun) return print(voice.t('cli:memory.wouldRemove', told))
    const actor = await findActingPerson(db, voice, by, { right: 'publish', language: languages[0] ?? '' })
    if (!yes && !await isMeant(voice.t('cli:memory.ask', told))) throw new Refusal(voice.t('cli:memory.sayYes'))
    await (one.state === 'ready' ? removeImport(db, actor, id) : discardImport(db, actor, id))
    await syncMemory(db)
    print(voice.t('cli:memory.removed', told))
  })
}

/** On a terminal somebody is asked; elsewhere nobody could answer. */
async function isMeant(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) return false
  const asking = createInterface({ input: process.stdin, output: process.stderr })
  const answer = await asking.question(`${question} [y/N] `)
  asking.close()
  return /^(?:y|yes|т|так)$/iu.test(answer.trim())
}
