import type { Change, TextDiff } from './diff.ts'

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\'': '&#39;', '\n': '<br>' }

/** Text as HTML that shows exactly its characters; line breaks as `<br>`. */
export function textHtml(text: string): string {
  return text.replace(/[&<>"'\n]/g, (sign) => ENTITIES[sign] ?? sign)
}

/**
 * A diff as HTML: `<ins>` and `<del>`, each with hidden `words` for those who hear the page ("[added: …]"); whole texts have them for
 * everybody.
 */
export function diffHtml(diff: TextDiff, words: { added: string; removed: string }): string {
  return diff.changes.map((change) => changeHtml(change, words, diff.shape === 'rewritten')).join('')
}

function changeHtml({ kind, text }: Change, words: { added: string; removed: string }, whole: boolean): string {
  if (kind === 'same') return textHtml(text)
  const tag = kind === 'added' ? 'ins' : 'del'
  if (whole) return `<${tag} class="block"><span class="which">${textHtml(words[kind])}: </span>${textHtml(text)}</${tag}>`
  return `<${tag}><span class="vh">[${textHtml(words[kind])}: </span>${textHtml(text)}<span class="vh">]</span></${tag}>`
}
