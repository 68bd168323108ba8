/** The package comes without types. */
declare module 'bibtex-parse' {
  /** `key` and `type` as written, the names of fields in capitals. */
  export type BibEntry = Readonly<Record<string, string | undefined>>
  export function entries(text: string): BibEntry[]
}
