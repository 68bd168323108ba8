/** How TMX and the programs that write it call what a mark of ours says. */
const MARKS: Readonly<Record<string, string>> = {
  bold: '**', b: '**', strong: '**', italic: '*', i: '*', em: '*', emphasis: '*',
}

/** Elements that hold codes of another program, and not words. */
const CODES: ReadonlySet<string> = new Set(['bpt', 'ept', 'it', 'ph', 'ut'])

/** The text of one `seg`: words stay, codes go, and pairs of codes that are marks of ours become these. */
export class Segment {
  text = ''
  readonly #most: number
  readonly #opened = new Map<string, { mark: string; at: number }>()
  /** How many elements deep inside a code. */
  #inCode = 0
  #afterCode = false

  constructor(most: number) {
    this.#most = most
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (this.#inCode > 0 || CODES.has(name)) this.#inCode += 1
    if (this.#inCode !== 1) return
    const mark = MARKS[attributes['type']?.toLowerCase() ?? '']
    const pair = attributes['i'] ?? ''
    if (name === 'bpt' && mark !== undefined) this.#opened.set(pair, { mark, at: this.text.length })
    else if (name === 'ept') this.#endPair(pair)
  }

  /** More than a text may be long is not kept: it is seen to be too long anyway. */
  write(text: string): void {
    if (this.#inCode > 0 || this.text.length > this.#most) return
    // Where a code stood between two spaces, one of them is left.
    this.text += this.#afterCode && / $/.test(this.text) ? text.replace(/^ /, '') : text
    this.#afterCode = false
  }

  close(): void {
    if (this.#inCode === 0) return
    this.#inCode -= 1
    this.#afterCode = true
  }

  /** Marks stand at words: spaces between a code and its words are outside of the mark. */
  #endPair(pair: string): void {
    const opened = this.#opened.get(pair)
    this.#opened.delete(pair)
    if (!opened) return
    const inside = this.text.slice(opened.at)
    const words = inside.trim()
    if (words === '') return
    const from = opened.at + inside.indexOf(words)
    this.text = this.text.slice(0, from) + opened.mark + words + opened.mark + this.text.slice(from + words.length)
    for (const other of this.#opened.values()) if (other.at > from) other.at += opened.mark.length
  }
}
