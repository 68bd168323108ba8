import type { Change, TextDiff } from './diff.ts'

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\'': '&#39;', '\n': '<br>' }

/** What those who hear a diff are told. `spaces`: of so many spaces that stand where nobody expects them; they are shown then. */
export interface SaidOfDiff {
  added: string
  removed: string
  spaces?: (count: number) => string
}

/** Text as HTML that shows exactly its characters; line breaks as `<br>`. */
export function textHtml(text: string): string {
  return text.replace(/[&<>"'\n]/g, (sign) => ENTITIES[sign] ?? sign)
}

/**
 * A diff as HTML: `<ins>` and `<del>`, each with hidden `words` for those who hear the page ("[added: …]"); whole texts have them for
 * everybody.
 */
export function diffHtml({ changes, shape }: TextDiff, words: SaidOfDiff): string {
  return changes.map((change, i) => {
    if (change.kind === 'same') return textHtml(change.text)
    const around = { before: nearestSame(changes, i, -1)?.text.at(-1), after: nearestSame(changes, i, 1)?.text.at(0) }
    const html = words.spaces ? spacedHtml(change.text, around, words.spaces) : textHtml(change.text)
    return changeHtml(change.kind, html, words, shape === 'rewritten')
  }).join('')
}

/** A part of a text between the words around it; its spaces are shown as those of diffs. */
export function placeHtml([before, marked, after]: readonly [string, string, string]): string {
  return `${textHtml(before)}<mark>${textHtml(marked).replace(/[^\S\n]/g, '<span class="space">$&</span>')}</mark>${textHtml(after)}`
}

/** The nearest text that stays, before or after a change. */
function nearestSame(changes: readonly Change[], from: number, step: 1 | -1): Change | undefined {
  let at = from + step
  while (changes[at] && changes[at]?.kind !== 'same') at += step
  return changes[at]
}

function changeHtml(kind: 'added' | 'removed', html: string, words: SaidOfDiff, whole: boolean): string {
  const tag = kind === 'added' ? 'ins' : 'del'
  if (whole) return `<${tag} class="block"><span class="which">${textHtml(words[kind])}: </span>${html}</${tag}>`
  return `<${tag}><span class="vh">[${textHtml(words[kind])}: </span>${html}<span class="vh">]</span></${tag}>`
}

/** Spaces beside other spaces, at an end, or that are all that changed: each in a `span` that style sheets give a sign. */
function spacedHtml(text: string, { before = '\n', after = '\n' }: { before: string | undefined; after: string | undefined }, say: (count: number) => string): string {
  return text.split(/([^\S\n]+)/).map((piece, i, all) => {
    if (i % 2 === 0) return textHtml(piece)
    const left = all[i - 1]?.at(-1) ?? before
    const right = all[i + 1]?.at(0) ?? after
    const beside = /\s/.test(left) || /\s/.test(right)
    if (piece.length === 1 && !beside && text.trim() !== '') return textHtml(piece)
    const signs = [...piece].map((space) => `<span class="space">${space}</span>`).join('')
    return `<span class="vh">${textHtml(say(piece.length))}</span>${signs}`
  }).join('')
}
