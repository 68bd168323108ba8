import type { TermEntry } from '../checks/pair-terms.ts'
import type { Id } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { entryOf } from '../glossary/model.ts'
import { readGlossary, readTerms } from '../glossary/reading.ts'
import { readContext } from '../quality/judging.ts'
import { listElsewhere } from '../quality/elsewhere-store.ts'
import type { LivePair } from '../quality/live.ts'
import { readProse } from '../text/prose.ts'
import type { ParagraphReading } from './reading.ts'

/** What the checks of a paragraph have to know in a browser: of the glossary what its original has, and what no text may have. */
export async function livePair(db: Db, { one: { segment, source, kind, links }, around }: ParagraphReading): Promise<LivePair> {
  const { source: from, language: to } = around
  const { stops, known } = await readContext(db, from, to)
  const elsewhere = source ? await listElsewhere(db, [{ segment, hash: source.hash }], to) : new Map<Id, string[]>()
  const words = source ? readProse(source.text).words : ''
  return {
    source: source?.text ?? null, from, to, kind, stops, elsewhere: elsewhere.get(segment) ?? [], known: [...known],
    terms: await termsFor(db, words, { from, to }),
    links: { address: links?.address ?? null, articles: [...links?.articles ?? []] },
  }
}

const MOST_FORBIDDEN = 300

async function termsFor(db: Db, words: string, { from, to }: { from: string; to: string }): Promise<TermEntry[]> {
  const entries = (await readGlossary(db)).filter(({ isApproved }) => isApproved).map(entryOf)
  const here = new Set((await readTerms(db, from, to)).inOriginal(words).map(({ term }) => term.id))
  const forbids = ({ words: own }: TermEntry) => own.some(({ language, status }) => language === to && status === 'forbidden')
  const besides = entries.filter((entry) => !here.has(entry.id) && forbids(entry)).slice(0, MOST_FORBIDDEN)
  return [...entries.filter(({ id }) => here.has(id)), ...besides]
}
