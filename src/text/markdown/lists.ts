import type { ListKind } from '../pagetext/model.ts'

interface OpenList {
  kind: ListKind
  count: number
  /** Where the text of its last item begins. */
  column: number
}

/** The lists that are open while items are written one below the other. */
export class Lists {
  #open: OpenList[] = []

  close(): void {
    this.#open = []
  }

  /** The item with its signs; `joined` when it stands right below the item above. A level left out gets an item without words. */
  add(level: number, kind: ListKind, lines: readonly string[]): { text: string; joined: boolean } {
    const above = this.#open
    const joined = above.length > 0 && (level > 1 || above[0]?.kind === kind)
    this.#open = above.slice(0, level)
    const signs = this.#open.length === level ? [this.#goOn(kind)] : this.#deepen(level, kind)
    const { column } = this.#open.at(-1) ?? { column: 0 }
    const from = column - signs.join('').length
    const [first = '', ...rest] = lines
    const text = [`${' '.repeat(from)}${signs.join('')}${first}`, ...rest.map((line) => `${' '.repeat(column)}${line}`)].join('\\\n')
    return { text, joined }
  }

  /** One more item of the innermost list, or the first of another kind in its place. */
  #goOn(kind: ListKind): string {
    const last = this.#open.pop()
    return this.#push(kind, last?.kind === kind ? last.count + 1 : 1)
  }

  #deepen(level: number, kind: ListKind): string[] {
    const signs: string[] = []
    while (this.#open.length < level) signs.push(this.#push(this.#open.length === level - 1 ? kind : 'bulleted', 1))
    return signs
  }

  #push(kind: ListKind, count: number): string {
    const sign = kind === 'ordered' ? `${count}. ` : '- '
    this.#open.push({ kind, count, column: (this.#open.at(-1)?.column ?? 0) + sign.length })
    return sign
  }
}
