import type { Block, PageText } from './model.ts'

/** `segments`: the article's blocks. `byline`: the authors' names and offices once more, as the page's own line. */
interface PageParts {
  segments: Block[]
  aside: { masthead: string[]; byline: string[]; mission: string[]; teasers: string[]; contacts: string[] }
}

/** Parts a page into its article and what stood around it; `other` goes with the masthead or with the contacts, by its place. */
export function pageParts({ blocks }: PageText): PageParts {
  const segments = blocks.filter(({ kind }) => kind !== 'aside')
  const aside: PageParts['aside'] = { masthead: [], byline: [], mission: [], teasers: [], contacts: [] }
  const articleFrom = segments[0]?.lines[0] ?? 0
  for (const block of blocks) {
    if (block.kind === 'author_name' || block.kind === 'author_role') aside.byline.push(block.text)
    if (block.kind === 'aside') aside[placeOf(block, articleFrom)].push(block.text)
  }
  return { segments, aside }
}

function placeOf({ aside, lines }: Block, articleFrom: number): keyof PageParts['aside'] {
  if (aside === 'teaser') return 'teasers'
  if (aside === undefined || aside === 'other') return lines[0] < articleFrom ? 'masthead' : 'contacts'
  return aside
}
