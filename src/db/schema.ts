import type { Kysely, Selectable, Transaction } from 'kysely'
import type { ArticleTables } from './tables/article.ts'
import type { CorrectionTables } from './tables/correction.ts'
import type { DetailTables } from './tables/details.ts'
import type { EditionTables } from './tables/edition.ts'
import type { GlossaryTables } from './tables/glossary.ts'
import type { HeartTables } from './tables/heart.ts'
import type { MachineTables } from './tables/machine.ts'
import type { MemoryTables } from './tables/memory.ts'
import type { PeopleTables } from './tables/people.ts'
import type { QualityTables } from './tables/quality.ts'
import type { ReviewTables } from './tables/review.ts'
import type { SearchTables } from './tables/search.ts'
import type { TranslationTables } from './tables/translation.ts'
import type { WeatherTables } from './tables/weather.ts'
import type { WordTables } from './tables/words.ts'

export type Schema = PeopleTables & ArticleTables & DetailTables & HeartTables & EditionTables & ReviewTables & TranslationTables
  & CorrectionTables & SearchTables & MemoryTables & MachineTables
  & GlossaryTables & WeatherTables & WordTables & QualityTables
export type Db = Kysely<Schema>
export type Tx = Transaction<Schema>
export type Row<T extends keyof Schema> = Selectable<Schema[T]>
