import { direction } from '../i18n/languages.ts'
import type { Language } from '../db/columns.ts'
import { textHtml } from '../text/diff-html.ts'
import type { Block, Figure, Passage, TextList } from './body.ts'

/** Where a text is read that was taken out of its page. */
interface Home {
  baseUrl: string
  /** The page itself, for links within it. */
  url: string
  language: Language
}

/** An article for feed readers: no style, no script, every address whole, and its language said wherever it is another. */
export function feedHtml(lead: Passage | null, blocks: readonly Block[], home: Home): string {
  const first = lead ? `<p${langOf(lead, home)}>${lead.textHtml}</p>\n` : ''
  return wholeAddresses(first + blocks.map((block) => blockHtml(block, home)).join('\n'), home)
}

function blockHtml(block: Block, home: Home): string {
  switch (block.kind) {
    case 'list': return listHtml(block.list, home)
    case 'figure': return figureHtml(block.figure, home)
    case 'rule': return '<hr>'
    case 'code': return `<pre translate="no"><code>${codeHtml(block.passage.text)}</code></pre>`
    case 'heading': return wordsHtml(`h${block.level}`, block.passage, home)
    case 'quotation': return `<blockquote>${wordsHtml('p', block.passage, home)}</blockquote>`
    default: return wordsHtml('p', block.passage, home)
  }
}

function listHtml({ ordered, items }: TextList, home: Home): string {
  const tag = ordered ? 'ol' : 'ul'
  const rows = items.map(({ passage, lists }) =>
    `<li><span${langOf(passage, home)}>${passage.textHtml}</span>${lists.map((list) => listHtml(list, home)).join('')}</li>`)
  return `<${tag}>${rows.join('')}</${tag}>`
}

function figureHtml({ alt, picture, caption }: Figure, home: Home): string {
  const image = picture
    ? `<img src="${textHtml(picture.src)}" width="${picture.width}" height="${picture.height}" alt="${attribute(alt.text)}"${langOf(alt, home)}>` : ''
  return `<figure>${image}${caption ? wordsHtml('figcaption', caption, home) : ''}</figure>`
}

function wordsHtml(tag: string, passage: Passage, home: Home): string {
  return `<${tag}${langOf(passage, home)}>${passage.textHtml}</${tag}>`
}

function langOf({ language }: Passage, home: Home): string {
  if (language === home.language) return ''
  return ` lang="${textHtml(language)}"${direction(language) === direction(home.language) ? '' : ` dir="${direction(language)}"`}`
}

/** Words cannot look like an attribute here: their quotation marks are written as entities. */
function wholeAddresses(html: string, { baseUrl, url }: Home): string {
  return html.replace(/ (href|src)="(?=\/(?!\/))/g, ` $1="${baseUrl}`).replace(/ href="(?=#)/g, ` href="${url}`)
}

function codeHtml(text: string): string {
  return textHtml(text).replaceAll('<br>', '\n')
}

function attribute(text: string): string {
  return textHtml(text.replaceAll('\n', ' '))
}
