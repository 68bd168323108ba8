import { sql, type RawBuilder } from 'kysely'

/** As `migrations/0033_revision_words.ts` has it. */
const BEGINNING = 12

/** What the index of all words knows of a column of hashes: asked of it as well, the same words are found among all at once. */
export function beginningOf(column: string): RawBuilder<string> {
  return sql<string>`substr(${sql.ref(column)}, 1, ${sql.lit(BEGINNING)})`
}

export function beginningsOf(hashes: readonly string[]): string[] {
  return hashes.map((hash) => hash.slice(0, BEGINNING))
}
