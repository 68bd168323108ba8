import type { TermEntry } from '../checks/pair-terms.ts'
import type { Id } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { entryOf } from '../glossary/model.ts'
import { readGlossary } from '../glossary/reading.ts'
import type { Context } from '../quality/judging.ts'
import { listElsewhere } from '../quality/elsewhere-store.ts'
import type { LivePair } from '../quality/live.ts'
import { readProse } from '../text/prose.ts'
import type { ParagraphReading } from './reading.ts'
import { forbiddenIn, termsIn } from './term-index.ts'

/** What the checks of a paragraph have to know in a browser: of the glossary what its original has, and what no text may have. */
export async function livePair(db: Db, { one: { segment, source, kind, links }, around, context }: ParagraphReading): Promise<LivePair> {
  const { source: from, language: to } = around
  const { stops, known } = context
  const elsewhere = source ? await listElsewhere(db, [{ segment, hash: source.hash }], to) : new Map<Id, string[]>()
  const words = source ? readProse(source.text).words : ''
  return {
    source: source?.text ?? null, from, to, kind, stops, elsewhere: elsewhere.get(segment) ?? [], known: [...known],
    terms: await termsFor(db, words, context),
    links: { address: links?.address ?? null, articles: [...links?.articles ?? []] },
  }
}

const MOST_FORBIDDEN = 300

async function termsFor(db: Db, words: string, { terms, to }: Context): Promise<TermEntry[]> {
  const glossary = await readGlossary(db)
  const here = termsIn(glossary, terms?.inOriginal(words).map(({ term }) => term.id) ?? [])
  const ids = new Set(here.map(({ id }) => id))
  const besides = forbiddenIn(glossary, to).filter(({ id }) => !ids.has(id)).slice(0, MOST_FORBIDDEN)
  return [...here.map(entryOf), ...besides]
}
