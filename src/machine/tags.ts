import { decodeEntities } from './entities.ts'

/** What of HTML a machine may answer: words, line breaks, and tags that it was given. */
export type Tagged =
  | { is: 'words'; words: string }
  | { is: 'break' }
  | { is: 'em' | 'strong'; inside: Tagged[] }
  | Numbered

/** What stands for a piece of the original: a link, or code. */
export interface Numbered {
  is: 'a' | 'code'
  number: number | null
  inside: Tagged[]
}

const TAGS = { em: 'em', i: 'em', strong: 'strong', b: 'strong', a: 'a', code: 'code' } as const
const TOKEN = /<(\/?)([a-z][a-z\d]*)((?:\s[^<>]*)?)\/?>|[^<]+|</giu
const NUMBER = /\sid\s*=\s*["']?m(\d{1,4})\b/iu
/** Deeper nothing is written: a hostile answer must not exhaust the stack. */
const DEEPEST = 12

/** Reads it in one pass; a tag that is not known is left out, its words stay, and one without an end ends with the text. */
export function readTags(html: string): Tagged[] {
  const root: Tagged[] = []
  const open: { name: string; inside: Tagged[] }[] = [{ name: '', inside: root }]
  for (const [token, slash, tag = '', attributes = ''] of html.matchAll(TOKEN)) {
    const inside = open.at(-1)?.inside ?? root
    const name = tag.toLowerCase()
    if (tag === '') inside.push({ is: 'words', words: decodeEntities(token).replace(/[\t\n\r\f ]+/g, ' ') })
    else if (name === 'br') inside.push({ is: 'break' })
    else if (!isKnown(name)) continue
    else if (slash === '/') closeTag(open, TAGS[name])
    else if (open.length <= DEEPEST) open.push({ name: TAGS[name], inside: beginTag(inside, TAGS[name], attributes) })
  }
  return root
}

function beginTag(inside: Tagged[], name: (typeof TAGS)[keyof typeof TAGS], attributes: string): Tagged[] {
  const within: Tagged[] = []
  const number = NUMBER.exec(attributes)?.[1]
  inside.push(name === 'a' || name === 'code' ? { is: name, number: number === undefined ? null : Number(number), inside: within } : { is: name, inside: within })
  return within
}

/** What was opened inside it ends with it. */
function closeTag(open: { name: string }[], name: string): void {
  const at = open.findLastIndex((one) => one.name === name)
  if (at > 0) open.length = at
}

function isKnown(name: string): name is keyof typeof TAGS {
  return Object.hasOwn(TAGS, name)
}
