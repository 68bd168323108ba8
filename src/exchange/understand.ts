import type { Language } from '../db/columns.ts'
import type { NewSegment } from '../articles/model.ts'
import { speller } from '../spelling/speller.ts'
import { countSigns, escapeInline, escapeSigns } from '../text/inline.ts'
import type { Block, BlockKind, PageText } from '../text/pagetext/model.ts'
import { readPageText } from '../text/pagetext/read.ts'

/** Beyond so many signs nobody waits until each was looked at. */
const MOST_SIGNS = 3000

/** The forms of a word that are asked about one after another: whole, its parts, without a prefix, with small letters. */
const MOST_ROUNDS = 6

const BROKEN_WORD = /\p{L}[-\u00ad\u2010]\n/u

/**
 * What a cleaned text out of a page says, in blocks: its signs mean themselves. A dictionary is asked only where words are broken at
 * line ends.
 */
export async function understandPage(text: string, language: Language): Promise<PageText> {
  const { blocks } = BROKEN_WORD.test(text) ? await readBroken(text, language) : readPageText(text, { language })
  let left = MOST_SIGNS
  return {
    blocks: blocks.map((block) => {
      left -= countSigns(block.text)
      return { ...block, text: left > 0 ? escapeInline(block.text) : escapeSigns(block.text) }
    }),
  }
}

/** The dictionary answers from another thread: a reading finds out which words it has to ask about, until one needs no more. */
async function readBroken(text: string, language: Language): Promise<PageText> {
  const answers = new Map<string, boolean>()
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const asked = new Set<string>()
    const isWord = (word: string) => answers.get(word) ?? (asked.add(word), false)
    const read = readPageText(text, { language, isWord })
    if (asked.size === 0) return read
    const misspelled = await speller.findMisspelled([...asked], language)
    if (!misspelled) break
    for (const word of asked) answers.set(word, !misspelled.has(word))
  }
  return readPageText(text, { language, ...answers.size > 0 ? { isWord: (word: string) => answers.get(word) ?? false } : {} })
}

/** The same for a text of the site itself: nothing of it merely stands around an article. A `title` is put above a text without one. */
export function asSiteText(blocks: readonly Block[], title: string): Block[] {
  const whole = blocks.map((block): Block => {
    const { aside, ...rest } = block
    return aside ? { ...rest, kind: 'paragraph' } : block
  })
  const titled = whole.some(({ kind }) => kind === 'title')
  return titled ? whole : [{ kind: 'title', text: title, lines: [0, 0], doubts: [] }, ...whole]
}

/** The blocks that are the article, as paragraphs to bring in. */
export function segmentsOf(blocks: readonly Block[]): NewSegment[] {
  return blocks.filter(isPart).map(({ kind, level = 0, list = null, text, picture }) => (
    { kind, level, list, asset: kind === 'image' ? picture?.asset ?? null : null, text }
  ))
}

function isPart(block: Block): block is Block & { kind: BlockKind } {
  return block.kind !== 'aside'
}
