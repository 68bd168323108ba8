import type { Change, TextDiff } from './diff.ts'

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\'': '&#39;', '\n': '<br>' }

/** Text as HTML that shows exactly its characters; line breaks as `<br>`. */
export function textHtml(text: string): string {
  return text.replace(/[&<>"'\n]/g, (sign) => ENTITIES[sign] ?? sign)
}

/** A diff as HTML: `<ins>` and `<del>`, each with hidden `words` for those who hear the page ("[added: …]"). */
export function diffHtml(diff: TextDiff, words: { added: string; removed: string }): string {
  const classHtml = diff.shape === 'rewritten' ? ' class="block"' : ''
  return diff.changes.map((change) => changeHtml(change, words, classHtml)).join('')
}

function changeHtml({ kind, text }: Change, words: { added: string; removed: string }, classHtml: string): string {
  if (kind === 'same') return textHtml(text)
  const tag = kind === 'added' ? 'ins' : 'del'
  return `<${tag}${classHtml}><span class="vh">[${textHtml(words[kind])}: </span>${textHtml(text)}<span class="vh">]</span></${tag}>`
}
