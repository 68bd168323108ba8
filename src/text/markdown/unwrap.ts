const ESCAPED = /\\([!-/:-@[-`{-~])/g
/** Signs that mark nothing inside a paragraph: in a source they may have a backslash because of where they stand. */
const ESCAPED_FOR_NOTHING = /\\([!"#$%&'()+,\-./:;=>?@^{|}~])/g

/** The lines of a paragraph in its source as one text, where only a hard break ends a line. */
export function unwrap(source: string): string {
  const lines = source.split('\n').map((line, at) => at === 0 ? line : line.replace(/^[ \t>]+/, ''))
  return lines.map((line, at) => at === lines.length - 1 ? line : endLine(line)).join('').trim()
}

/** The same without the backslashes that may not be needed here: without any, and without those before signs that mark nothing. */
export function spellingsOf(source: string): string[] {
  const text = unwrap(source)
  return text === '' ? [] : [text.replace(ESCAPED, '$1'), text.replace(ESCAPED_FOR_NOTHING, '$1')]
}

function endLine(line: string): string {
  // The look-behind lets only the first backslash of a run start a match: a long run stays linear.
  const [backslashes = ''] = /(?<!\\)\\*$/.exec(line) ?? []
  if (backslashes.length % 2 === 1) return `${line.slice(0, -1)}\n`
  return line.endsWith('  ') ? `${line.trimEnd()}\n` : `${line.trimEnd()} `
}
