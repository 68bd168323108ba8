import { readFile, writeFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { readTermFile } from '../glossary/file.ts'
import { loadTerms, planInPieces } from '../glossary/loading.ts'
import { nameOf, recorded } from '../glossary/model.ts'
import { readGlossary } from '../glossary/reading.ts'
import { listTerms } from '../glossary/store.ts'
import { writeTable } from '../glossary/table.ts'
import { writeTbx } from '../glossary/tbx.ts'
import type { Voice } from '../i18n/voice.ts'
import { decodeBytes } from '../text/decode.ts'
import { findActingPerson } from './people.ts'
import { print, printJson, Refusal, runCommand, withDb } from './terminal.ts'

const MOST_BYTES = 16 * 1024 * 1024

interface ImportOptions { by?: string; dryRun?: true; json?: true }
interface ExportOptions { format: string; output?: string }

export function addGlossaryCommands(program: Command, voice: Voice): void {
  const { t } = voice
  const glossary = program.command('glossary').description(t('cli:glossary.about'))
  glossary.command('import').description(t('cli:glossary.import')).argument('<file>', t('cli:glossary.file'))
    .option('--by <email>', t('cli:option.by')).option('--dry-run', t('cli:glossary.dryRun')).option('--json', t('cli:option.json'))
    .action((file: string, options: ImportOptions) => runCommand(voice, () => bringIn(voice, file, options)))
  glossary.command('export').description(t('cli:glossary.export'))
    .requiredOption('--format <format>', t('cli:glossary.format')).option('--output <file>', t('cli:glossary.output'))
    .action((options: ExportOptions) => runCommand(voice, () => takeOut(voice, options)))
}

async function bringIn(voice: Voice, file: string, { by, dryRun, json }: ImportOptions): Promise<void> {
  const text = await readText(voice, file)
  await withDb(async (db, { languages }) => {
    const read = readTermFile(text, languages)
    if ('fault' in read) {
      const line = read.line === null ? '' : ` ${voice.t('glossary:import.line', { number: read.line })}`
      throw new Refusal(`${file}: ${voice.t(`glossary:fault.${read.fault}`)}${line}`)
    }
    const actor = dryRun ? null : await findActingPerson(db, voice, by, { right: 'publish', language: languages[0] ?? '' })
    const plan = actor ? await loadTerms(db, actor, read.terms, null) : await planInPieces(await readGlossary(db), read.terms)
    const { added, changed, same } = plan
    if (json) {
      const told = changed.map(({ term, content }) => ({ term: term.id, before: recorded(term), after: recorded(content) }))
      return printJson({ done: dryRun !== true, same, added: added.map(recorded), changed: told })
    }
    for (const { term, content } of changed) print(`${nameOf(term, voice.language).text}\t${recorded(content).words.join(' · ')}`)
    print(voice.t(dryRun ? 'cli:glossary.would' : 'cli:glossary.done', { added: added.length, changed: changed.length, same }))
  })
}

async function readText(voice: Voice, file: string): Promise<string> {
  const bytes = await readFile(file).catch(() => {
    throw new Refusal(voice.t('cli:noFile', { file }))
  })
  if (bytes.length > MOST_BYTES) throw new Refusal(`${file}: ${voice.t('glossary:fault.too_long')}`)
  const decoded = decodeBytes(bytes)
  if ('problem' in decoded) throw new Refusal(`${file}: ${voice.t('glossary:fault.unreadable')}`)
  return decoded.text
}

async function takeOut(voice: Voice, { format, output }: ExportOptions): Promise<void> {
  if (format !== 'tbx' && format !== 'csv') throw new Refusal(voice.t('cli:glossary.badFormat', { format }))
  await withDb(async (db, { languages }) => {
    const terms = await listTerms(db)
    const text = format === 'csv' ? writeTable(terms) : writeTbx(terms, languages[0] ?? 'uk')
    if (output === undefined) process.stdout.write(text)
    else await writeFile(output, text)
  })
}
