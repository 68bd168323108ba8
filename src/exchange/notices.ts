import { z } from 'zod'
import type { Notice } from '../text/markdown/model.ts'

/** Everything that may be said about how a text was read; `articles:notice.<code>` are the sentences. */
const CODES = [
  'front_matter', 'unreadable_front_matter', 'html', 'html_block', 'link_title', 'unsafe_link', 'code_language', 'unused_definition', 'list_start', 'picture_link',
  'heading_address', 'mark', 'table', 'page_title', 'unused_picture', 'unknown_genre',
] as const

type Code = (typeof CODES)[number] | Notice['code']

/** As much of a notice as a page can show; `more` counts what is not listed. */
export interface ShownNotice { code: Code; items: readonly string[]; more: number }

const MOST_ITEMS = 30
const LONGEST_ITEM = 160

export function showNotice({ code, items }: { code: Code; items: readonly string[] }): ShownNotice {
  return { code, items: items.slice(0, MOST_ITEMS).map(shorten), more: Math.max(items.length - MOST_ITEMS, 0) }
}

const CARRIED = z.array(z.strictObject({
  code: z.enum(CODES), items: z.array(z.string().max(LONGEST_ITEM + 1)).max(MOST_ITEMS), more: z.number().int().min(0).max(1_000_000),
})).max(2 * CODES.length)

/** The notices as a hidden field carries them from page to page; none of what no page of ours wrote. */
export function readNotices(value: string | undefined): ShownNotice[] {
  try {
    const read = CARRIED.safeParse(JSON.parse(value ?? '[]'))
    return read.success ? read.data : []
  } catch (error) {
    if (error instanceof SyntaxError) return []
    throw error
  }
}

function shorten(text: string): string {
  return text.length > LONGEST_ITEM ? `${text.slice(0, LONGEST_ITEM).replace(/[\ud800-\udbff]$/u, '')}…` : text
}
