import type { Db } from '../../src/db/schema.ts'
import { addTerm } from '../../src/glossary/actions.ts'
import type { TermContent, Variant } from '../../src/glossary/model.ts'
import type { Actor } from '../../src/people/model.ts'

type Word = [language: string, text: string, status?: Variant['status'], more?: Partial<Variant>]

const TERMS: { words: Word[]; more?: Partial<TermContent> }[] = [
  { words: [['uk', 'нічний потяг'], ['uk', 'нічний поїзд', 'allowed'], ['en', 'night train'], ['en', 'sleeper', 'allowed']], more: { domain: 'Залізниця' } },
  { words: [['uk', 'міська рада'], ['en', 'city council'], ['en', 'town hall', 'forbidden', { note: 'the building' }]], more: { domain: 'Врядування' } },
  {
    words: [['uk', 'архів'], ['en', 'archive']],
    more: { definitions: { uk: 'Установа, що зберігає документи й дає їх читати.', en: 'An institution that keeps records and lets people read them.' } },
  },
  {
    words: [['uk', 'Київ'], ['en', 'Kyiv', 'preferred', { rule: 'kmu55' }], ['en', 'Kiev', 'forbidden', { note: 'from Russian' }]],
    more: { kind: 'place' },
  },
]

/** A few terms of the publication, and one that the translator proposes. */
export async function addGlossary(db: Db, reviewer: Actor, translator: Actor): Promise<void> {
  for (const term of TERMS) await addTerm(db, reviewer, contentOf(term))
  await addTerm(db, translator, contentOf({ words: [['uk', 'громада'], ['en', 'community']], more: { note: 'Чи завжди?' } }))
}

function contentOf({ words, more = {} }: (typeof TERMS)[number]): TermContent {
  const variants = words.map(([language, text, status = 'preferred', other = {}]): Variant => ({ language, text, status, speech: '', note: '', rule: 'none', ...other }))
  return { kind: 'term', domain: '', note: '', variants, definitions: {}, ...more }
}
