import { transact } from '../src/db/transact.ts'
import { addTerm } from '../src/glossary/actions.ts'
import { awaitImport, finishImport, insertImport, insertUnits } from '../src/memory/store.ts'
import { addWord } from '../src/words/actions.ts'
import { packs, WRITABLE } from './payloads.ts'
import type { TestSite } from './site.ts'

const LONGEST_WORD = 200
const LONGEST_NOTE = 2000
const LONGEST_DEFINITION = 1000
const DAY_MS = 86_400_000

/** Every payload as a term with its notes, as a note of a word of the site, and as a text of the memory that a file brought. */
export async function writeInstruments({ db, world }: TestSite): Promise<void> {
  const notes = packs(LONGEST_NOTE)
  const definitions = packs(LONGEST_DEFINITION)
  const fits = WRITABLE.filter(({ text }) => text.length < LONGEST_WORD - 10 && !text.includes('\n'))
  for (const [at, { text }] of fits.entries()) {
    const word = (language: string, words: string) =>
      ({ language, text: words.trim(), status: 'preferred' as const, speech: '' as const, note: notes[at % notes.length] ?? '', rule: 'none' as const })
    await addTerm(db, world.rev, {
      kind: 'term', domain: text.slice(0, 60).trim(), note: notes[at % notes.length] ?? '', definitions: { uk: definitions[at % definitions.length] ?? '' },
      variants: [word('en', `term${at} ${text}`), word('uk', `термін${at} ${text}`)],
    })
  }
  for (const [at, note] of notes.entries()) {
    const word = `звіряльн${'яюєі'.charAt(at % 4)}${'абвгдежз'.charAt(at % 8)}`
    await addWord(db, world.rev, { language: 'uk', word, note: note.slice(0, 200) })
  }
  await transact(db, async (tx) => {
    // A few files wait to be added.
    for (const [at, { text }] of [...fits, ...fits.slice(0, 3)].entries()) {
      const id = await insertImport(tx, text.slice(0, 100), world.rev.id)
      await insertUnits(tx, id, [{ languageA: 'en', textA: text, languageB: 'uk', textB: `${text} ${text}`, level: 'paragraph', saidBy: text.slice(0, 60) }])
      await (at < fits.length ? finishImport(tx, id) : awaitImport(tx, id, DAY_MS))
    }
  })
}
