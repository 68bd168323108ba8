import type { Language } from '../db/columns.ts'
import type { NewSegment } from '../articles/model.ts'
import { loadDictionary } from '../spelling/dictionary.ts'
import { countSigns, escapeInline, escapeSigns } from '../text/inline.ts'
import type { Block, BlockKind, PageText } from '../text/pagetext/model.ts'
import { readPageText } from '../text/pagetext/read.ts'

/** Beyond so many signs nobody waits until each was looked at. */
const MOST_SIGNS = 3000

const BROKEN_WORD = /\p{L}[-\u00ad\u2010]\n/u

/**
 * What a cleaned text out of a page says, in blocks: its signs mean themselves. A dictionary is asked only where words are broken at
 * line ends.
 */
export async function understandPage(text: string, language: Language): Promise<PageText> {
  const isWord = BROKEN_WORD.test(text) ? await loadDictionary(language) : undefined
  const { blocks } = readPageText(text, { language, ...isWord ? { isWord } : {} })
  let left = MOST_SIGNS
  return {
    blocks: blocks.map((block) => {
      left -= countSigns(block.text)
      return { ...block, text: left > 0 ? escapeInline(block.text) : escapeSigns(block.text) }
    }),
  }
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
