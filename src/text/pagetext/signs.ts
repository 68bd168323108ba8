const CLOSING = '»”"’\')]›“'
const OPENING = '«“„"‘\'([‹—–-…. '

/** The last sign that says something: closing quotation marks and brackets are looked through. */
function lastSign(text: string): string {
  let index = text.length - 1
  while (index > 0 && CLOSING.includes(text[index] ?? '')) index -= 1
  return text[index] ?? ''
}

/** Ends like a sentence, or announces what follows (a colon). */
export function endsSentence(text: string): boolean {
  return '.!?…:'.includes(lastSign(text)) && text !== ''
}

/** Begins like a sentence: a capital or a number, behind quotation marks, brackets or a dash. */
export function startsSentence(text: string): boolean {
  return /^[\p{Lu}\p{Lt}\p{N}]/u.test(fromFirstLetter(text))
}

export function startsSmall(text: string): boolean {
  return /^\p{Ll}/u.test(fromFirstLetter(text))
}

function fromFirstLetter(text: string): string {
  let index = 0
  while (index < text.length && OPENING.includes(text[index] ?? '')) index += 1
  return text.slice(index, index + 2)
}

/** A cut text: it ends in an ellipsis. */
export function endsCut(text: string): boolean {
  const tail = text.slice(-8)
  const bare = CLOSING.includes(tail.at(-1) ?? ' ') ? tail.slice(0, -1) : tail
  return bare.endsWith('…') || bare.endsWith('...')
}
