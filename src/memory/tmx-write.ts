import { setImmediate as letOthers } from 'node:timers/promises'
import type { Language } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { element, type Xml } from '../text/xml.ts'
import { listOutgoing, type OutgoingUnit } from './outgoing-store.ts'
import { takeDecisions } from './sync.ts'

const AT_ONCE = 500

interface OutgoingWish {
  /** Only translations between these two languages. */
  pair?: readonly [Language, Language] | undefined
  /** The language of notes in the file; it has none. */
  language: Language
  progress?: (units: number) => void
}

/** The memory as TMX 1.4b, piece by piece, to be sent as UTF-8. */
export async function* writeTmx(db: Db, { pair, language, progress = () => {} }: OutgoingWish): AsyncGenerator<string> {
  await takeDecisions(db, Infinity)
  yield `<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n${header(pair?.[0] ?? '*all*', language)}\n<body>\n`
  let count = 0
  for (let from = 0; ;) {
    const units = await listOutgoing(db, from, AT_ONCE, pair)
    if (units.length > 0) yield units.map((unit) => `${unitXml(unit).xml}\n`).join('')
    progress(count += units.length)
    const last = units.at(-1)
    if (!last || units.length < AT_ONCE) break
    from = last.id + 1
    await letOthers()
  }
  yield '</body>\n</tmx>\n'
}

function header(source: string, language: Language): string {
  return element('header', {
    'creationtool': 'Zvirka', 'creationtoolversion': '1', 'segtype': 'paragraph', 'o-tmf': 'Zvirka', 'adminlang': language, 'srclang': source,
    'datatype': 'plaintext',
  }).xml
}

function unitXml({ languageA, textA, languageB, textB, level, before, after, by, at }: OutgoingUnit): Xml {
  return element('tu', { segtype: level, srclang: languageA }, [
    ...before === null ? [] : [element('prop', { type: 'x-before-hash' }, String(before))],
    ...after === null ? [] : [element('prop', { type: 'x-after-hash' }, String(after))],
    element('tuv', { 'xml:lang': languageA }, [element('seg', {}, textA)]),
    element('tuv', { 'xml:lang': languageB, 'changedate': at === null ? undefined : timeOf(at), 'changeid': by ?? undefined }, [element('seg', {}, textB)]),
  ])
}

/** `20261123T153000Z`: TMX knows no parts of seconds. */
function timeOf(at: string): string {
  return at.replace(/\.\d+/, '').replace(/[-:]/g, '')
}
