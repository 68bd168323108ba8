import { SaxesParser } from 'saxes'

/** `root`: another kind of document than was asked for. `too_long`: a tag, a text or a comment without end. */
export type XmlFault = 'xml' | 'doctype' | 'too_deep' | 'too_long' | 'root'

/** A document that is not read on. `column` counts from 1. */
export class RefusedXml extends Error {
  readonly fault: XmlFault
  readonly line: number
  readonly column: number

  constructor(fault: XmlFault, { line, column }: { line: number; column: number }) {
    super(`${fault} in line ${line}, column ${column}`)
    this.fault = fault
    this.line = line
    this.column = column
  }
}

/** What hears of the parts of a document, in their order. */
export interface XmlListener {
  open: (name: string, attributes: Readonly<Record<string, string>>, line: number) => void
  write: (text: string) => void
  close: () => void
}

interface Limits {
  /** The names that the outermost element may have. */
  roots: readonly string[]
  depth: number
  /** The longest tag, text or comment, in UTF-16 units; a few thousand more may pass. */
  longest?: number
}

/** As much as is given to the parser before it is asked how long the part is that it is in. */
const PIECE = 1 << 15

/**
 * Reads XML 1.0 strictly, as it comes: the memory that it takes depends on the longest part, not on the document. Entities that
 * a document makes for itself are refused, and nothing outside of it is ever asked for. Throws `RefusedXml`.
 */
export class XmlReader {
  readonly #parser = new SaxesParser({ xmlns: false, position: true })
  readonly #longest: number
  #depth = 0
  #partAt = 0
  #before = 0

  constructor(listener: XmlListener, { roots, depth, longest = Infinity }: Limits) {
    this.#longest = longest
    const parser = this.#parser
    parser.on('error', () => { throw this.refusal('xml') })
    parser.on('doctype', (said) => {
      if (said.includes('[')) throw this.refusal('doctype')
      this.#endPart()
    })
    for (const part of ['xmldecl', 'comment', 'processinginstruction'] as const) parser.on(part, () => this.#endPart())
    for (const part of ['text', 'cdata'] as const) {
      parser.on(part, (text) => {
        if (this.#depth > 0) listener.write(text)
        this.#endPart()
      })
    }
    parser.on('opentag', ({ name, attributes }) => {
      if (this.#depth === 0 && !roots.includes(name)) throw this.refusal('root')
      if (this.#depth >= depth) throw this.refusal('too_deep')
      this.#depth += 1
      listener.open(name, attributes, parser.line)
      this.#endPart()
    })
    parser.on('closetag', () => {
      this.#depth -= 1
      listener.close()
      this.#endPart()
    })
  }

  write(text: string): void {
    for (let from = 0; from < text.length; from += PIECE) {
      const piece = text.slice(from, from + PIECE)
      this.#parser.write(piece)
      this.#before += piece.length
      if (this.#before - this.#partAt > this.#longest) throw this.refusal('too_long')
    }
  }

  /** The document ends here. */
  close(): void {
    this.#parser.close()
  }

  /** Why the document is not read on, and where that is. */
  refusal(fault: XmlFault): RefusedXml {
    return new RefusedXml(fault, { line: this.#parser.line, column: this.#parser.column + 1 })
  }

  #endPart(): void {
    this.#partAt = this.#parser.position
  }
}
