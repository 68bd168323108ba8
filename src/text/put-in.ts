/** Signs after which a word would stick: letters, closing brackets and quotation marks, and what ends a part of a sentence. */
const STICKS_BEFORE = /(?:[\p{L}\p{M}\p{N}\p{Pe}\p{Pf}.,;:!?…%]|\s[—–])$/u
const STICKS_AFTER = /^(?:[\p{L}\p{N}\p{Ps}\p{Pi}]|[—–]\s)/u
const FOOTNOTE = /^\[\^/

/** A word, a link or a piece of code as it goes between two parts of a text: with a space wherever it would stick to one of them. */
export function spacedBetween(before: string, piece: string, after: string): string {
  if (piece === '' || FOOTNOTE.test(piece)) return piece
  // A few signs tell; a field may hold very many.
  const [end, start] = [before.slice(-2), after.slice(0, 2)]
  return `${STICKS_BEFORE.test(end) ? ' ' : ''}${piece}${STICKS_AFTER.test(start) ? ' ' : ''}`
}
