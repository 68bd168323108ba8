/** How a text is written: as it comes out of a page, with the marks of Markdown, or in HTML. */
export const FORMATS = ['text', 'markdown', 'html'] as const
export type Format = (typeof FORMATS)[number]

const ENDINGS: readonly [Format, RegExp][] = [['markdown', /\.(?:md|markdown|mdown)$/iu], ['html', /\.x?html?$/iu]]
const SAMPLE = 50_000

/** By the name of its file, else by what is in it. What has no clear signs of anything else is a page's text. */
export function recogniseFormat(text: string, fileName = ''): Format {
  const named = ENDINGS.find(([, ending]) => ending.test(fileName))?.[0]
  if (named) return named
  const sample = text.slice(0, SAMPLE)
  if (/^\s*<(?:!doctype html|html|head|body|article|section|div|h[1-6]|p|ul|ol|table|meta)\b/iu.test(sample)) return 'html'
  return isMarkdown(sample) ? 'markdown' : 'text'
}

/** One sign can stand in any text by chance; two can hardly. */
function isMarkdown(text: string): boolean {
  if (/^---\n[\p{L}_-]+:/u.test(text)) return true
  const signs = [
    count(text, /^#{1,6} \S/gmu), count(text, /\]\((?:https?:|\/|#|[\w.-]+\.\w{2,4}\))/gu), count(text, /\*\*[^\s*][^*\n]*\*\*/gu),
    count(text, /^(?:```|~~~)/gmu) / 2, count(text, /^!\[[^\]\n]*\]\(/gmu),
  ]
  return signs.reduce((sum, found) => sum + found, 0) >= 2
}

function count(text: string, what: RegExp): number {
  return text.match(what)?.length ?? 0
}
