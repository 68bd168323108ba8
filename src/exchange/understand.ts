import type { Language } from '../db/columns.ts'
import type { NewSegment } from '../articles/model.ts'
import { loadDictionary } from '../spelling/dictionary.ts'
import type { Block, BlockKind, PageText } from '../text/pagetext/model.ts'
import { readPageText } from '../text/pagetext/read.ts'

const BROKEN_WORD = /\p{L}[-\u00ad\u2010]\n/u

/** What a cleaned text out of a page says, in blocks. A dictionary is asked only where words are broken at line ends. */
export async function understandPage(text: string, language: Language): Promise<PageText> {
  const isWord = BROKEN_WORD.test(text) ? await loadDictionary(language) : undefined
  return readPageText(text, { language, ...isWord ? { isWord } : {} })
}

/** The same for a text of the site itself: nothing of it merely stands around an article. A `title` is put above a text without one. */
export async function understandSiteText(text: string, language: Language, title: string): Promise<PageText> {
  const { blocks } = await understandPage(text, language)
  const whole = blocks.map((block): Block => {
    const { aside, ...rest } = block
    return aside ? { ...rest, kind: 'paragraph' } : block
  })
  const titled = whole.some(({ kind }) => kind === 'title')
  return { blocks: titled ? whole : [{ kind: 'title', text: title, lines: [0, 0], doubts: [] }, ...whole] }
}

/** The blocks that are the article, as paragraphs to bring in. */
export function segmentsOf(blocks: readonly Block[]): NewSegment[] {
  return blocks.filter(isPart).map(({ kind, level = 0, list = null, text }) => ({ kind, level, list, text }))
}

function isPart(block: Block): block is Block & { kind: BlockKind } {
  return block.kind !== 'aside'
}
