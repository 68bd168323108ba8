import type { Kysely, Selectable, Transaction } from 'kysely'
import type { ArticleTables } from './tables/article.ts'
import type { CorrectionTables } from './tables/correction.ts'
import type { DetailTables } from './tables/details.ts'
import type { EditionTables } from './tables/edition.ts'
import type { HeartTables } from './tables/heart.ts'
import type { PeopleTables } from './tables/people.ts'
import type { ReviewTables } from './tables/review.ts'
import type { SearchTables } from './tables/search.ts'
import type { TranslationTables } from './tables/translation.ts'
import type { WeatherTables } from './tables/weather.ts'

export type Schema = PeopleTables & ArticleTables & DetailTables & HeartTables & EditionTables & ReviewTables & TranslationTables
  & CorrectionTables & SearchTables
  & WeatherTables
export type Db = Kysely<Schema>
export type Tx = Transaction<Schema>
export type Row<T extends keyof Schema> = Selectable<Schema[T]>
