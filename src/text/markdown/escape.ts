import { readLineName } from './braces.ts'

/** In its last group, what means something else outside an article's paragraph: tags, entities, pictures. Before it, what is left alone. */
const FOREIGN = new RegExp([
  /\\[\s\S]/, /(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/, /<(?:[a-z][a-z\d+.-]{1,31}:[^\s<>]*|[^\s<>@]+@[^\s<>]+)>/,
  /(<(?=[a-z/!?])|&(?=#?[a-z\d]+;)|!(?=\[))/,
].map(({ source }) => source).join('|'), 'giu')
const NUMBER = /^(\d{1,9})(?=[.)](?:[ \t]|$))/
const STARTS = /^(?=#{1,6}(?:[ \t]|$)|>|[-+*](?:[ \t]|$)|([-_*])(?:[ \t]*\1){2,}[ \t]*$|`{3,}[^`]*$|~{3,})/
const UNDERLINE = /^(?==+[ \t]*$|-+[ \t]*$)/
const DEFINITION = /^(?=\[(?:[^\]\\]|\\.)+\]:)/u

/** A paragraph's text as lines of Markdown that is read as it, wherever Markdown can say it. `below`: there is a line above it already. */
export function escapeLines(text: string, { below }: { below: boolean }): string[] {
  return escapeForeign(text).split('\n').map((line, at) => escapeStart(line, below || at > 0))
}

/** The text of a heading, in one line. */
export function escapeHeading(text: string): string {
  return escapeForeign(text).replace(/(?<=^|[ \t])(?=#+$)/, '\\')
}

/** Plain words as a picture's description. */
export function escapeAll(plain: string): string {
  return plain.replace(/[\\`*_[\]<]|&(?=#?[a-z\d]+;)/giu, '\\$&')
}

/** Plain words as what stands in quotation marks behind an address. */
export function quote(plain: string): string {
  const words = plain.replace(/\\(?=[!-/:-@[-`{-~])|&(?=#?[a-z\d]+;)/giu, '\\$&')
  if (!words.includes('"')) return `"${words}"`
  return words.includes('\'') ? `"${words.replaceAll('"', '\\"')}"` : `'${words}'`
}

function escapeForeign(text: string): string {
  return text.replace(FOREIGN, (found: string, _fence: string | undefined, foreign: string | undefined) => foreign === undefined ? found : `\\${found}`)
}

function escapeStart(line: string, below: boolean): string {
  if (!below && readLineName(line) !== null) return `\\${line}`
  const first = line.replace(NUMBER, '$1\\')
  if (first !== line) return first
  const starts = STARTS.test(line) || (below ? UNDERLINE : DEFINITION).test(line)
  return starts ? `\\${line}` : line
}
