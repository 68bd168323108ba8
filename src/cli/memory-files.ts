import { createReadStream, createWriteStream } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Id } from '../db/columns.ts'
import type { Voice } from '../i18n/voice.ts'
import { addImport, bringImport } from '../memory/actions.ts'
import { readTmx, RefusedTmx, type Incoming } from '../memory/incoming.ts'
import { syncMemory } from '../memory/sync.ts'
import { writeTmx } from '../memory/tmx-write.ts'
import { findActingPerson } from './people.ts'
import { countingLine, print, printJson, Refusal, withDb } from './terminal.ts'

export interface ImportOptions { name?: string; by?: string; dryRun?: true; json?: true }
export interface ExportOptions { from?: string; to?: string; output?: string }

const LONGEST_NAME = 200

export async function bringIn(voice: Voice, file: string, { name, by, dryRun, json }: ImportOptions): Promise<void> {
  const known = await stat(file).catch(() => undefined)
  if (!known?.isFile()) throw new Refusal(voice.t('cli:noFile', { file }))
  await withDb(async (db, { languages }) => {
    const line = countingLine()
    const { size } = known
    const pieces = counted(file, (bytes) => line.show(voice.t('cli:memory.reading', { share: Math.floor(100 * bytes / size) })))
    const named = (name ?? path.basename(file)).normalize('NFC').replace(/\p{Cc}/gu, ' ').slice(0, LONGEST_NAME).toWellFormed()
    const store = async () => {
      const actor = await findActingPerson(db, voice, by, { right: 'publish', language: languages[0] ?? '' })
      // What a command that was stopped left behind goes first.
      await syncMemory(db)
      const incoming = await bringImport(db, actor, { name: named, pieces, languages })
      await addImport(db, actor, incoming.id, incoming.units)
      line.show(voice.t('cli:memory.indexing'))
      await syncMemory(db)
      return incoming
    }
    try {
      const { id, ...incoming } = dryRun ? { id: null, ...await readTmx(pieces, languages, () => Promise.resolve()) } : await store()
      line.clear()
      tell(voice, id, incoming, json)
    } catch (error) {
      line.clear()
      throw error instanceof RefusedTmx ? new Refusal(`${file}: ${faultOf(voice, error)}`) : error
    }
  })
}

function tell({ t }: Voice, id: Id | null, incoming: Incoming, json: true | undefined): void {
  const { units, twice, read, foreign, unusable, unknown, pairs } = incoming
  if (json) return printJson({ import: id, units, twice, read, foreign, unusable, pairs, unknown: Object.fromEntries(unknown) })
  for (const pair of pairs) print(t('memory:preview.pair', { from: pair.from, to: pair.to, count: pair.units }))
  if (twice > 0) print(t('memory:preview.twice', { count: twice }))
  if (foreign > 0) print(t('memory:preview.foreign', { count: foreign }))
  if (unusable > 0) print(t('memory:preview.unusable', { count: unusable }))
  print(id === null ? t('cli:memory.would', { count: units }) : t('cli:memory.done', { count: units, id }))
}

function faultOf({ t }: Voice, { fault, place }: RefusedTmx): string {
  const where = place === null ? '' : ` ${t('memory:import.place', place)}`
  return `${t(`memory:fault.${fault}`)}${where} ${t('memory:import.nothing')}`
}

async function* counted(file: string, hear: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  let bytes = 0
  for await (const piece of createReadStream(file) as AsyncIterable<Buffer>) {
    yield piece
    hear(bytes += piece.length)
  }
}

export async function takeOut(voice: Voice, { from, to, output }: ExportOptions): Promise<void> {
  if ((from === undefined) !== (to === undefined)) throw new Refusal(voice.t('cli:memory.bothLanguages'))
  await withDb(async (db, { languages }) => {
    for (const language of [from, to]) {
      if (language !== undefined && !languages.includes(language)) throw new Refusal(voice.t('cli:memory.badLanguage', { language, languages: languages.join(' ') }))
    }
    const pair = from !== undefined && to !== undefined ? [from, to] as const : undefined
    const line = countingLine()
    const text = Readable.from(writeTmx(db, { pair, language: languages[0] ?? 'uk', progress: (count) => line.show(voice.t('cli:memory.units', { count })) }))
    if (output === undefined) await pipeline(text, process.stdout, { end: false })
    else await writeWhole(voice, text, output)
    line.clear()
  })
}

/** The file is there when all of it is. */
async function writeWhole(voice: Voice, text: Readable, file: string): Promise<void> {
  const part = `${file}.part`
  try {
    await pipeline(text, createWriteStream(part))
    await rename(part, file)
  } catch (error) {
    await rm(part, { force: true })
    if (error instanceof Error && 'syscall' in error) throw new Refusal(voice.t('cli:memory.unwritable', { file }))
    throw error
  }
}
