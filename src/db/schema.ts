import type { Kysely, Selectable, Transaction } from 'kysely'
import type { ArticleTables } from './tables/article.ts'
import type { EditionTables } from './tables/edition.ts'
import type { HeartTables } from './tables/heart.ts'
import type { PeopleTables } from './tables/people.ts'

export type Schema = PeopleTables & ArticleTables & HeartTables & EditionTables
export type Db = Kysely<Schema>
export type Tx = Transaction<Schema>
export type Row<T extends keyof Schema> = Selectable<Schema[T]>
