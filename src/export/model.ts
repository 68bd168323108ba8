/** One file beside a page: its ending (`''`, `.br`, `.gz`, `.zst`), what it weighs, when it was written, and the hash of its bytes. */
export interface Part {
  ending: string
  size: number
  /** In milliseconds, with fractions, as the file system keeps it. */
  writtenAt: number
  hash: string
}

/** What stands under one address: a file with its packed forms, or an address that leads on for good. */
export type Exported =
  | { file: string; type: string; headers: Readonly<Record<string, string>>; parts: Part[] }
  | { file: string; to: string }

/** Pages that are made together, as they were exported; by a mark of all that they were made of, it is known whether they still are so. */
export interface Bundle {
  name: string
  /** What the database was asked for them. */
  reads: string[]
  mark: string
  /** When one of them says something else: milliseconds of the epoch. */
  expires: number
  exported: Exported[]
}

/** A bundle as it was made just now: with parts that wait to be put in their places, and questions that were never asked before. */
export interface MadeBundle extends Bundle {
  waiting: Waiting[]
  sentences: [name: string, sql: string][]
}

/** What became of a bundle; null where all of it stands as it did. */
export interface Outcome {
  name: string
  made: MadeBundle | null
}

/** A finished file under a passing name, to be put in its place. */
export interface Waiting {
  from: string
  to: string
}

export interface Summary {
  pages: number
  written: number
  unchanged: number
  removed: number
  seconds: number
}
