import { nameIn, type SpokenName } from '../articles/details.ts'
import type { Id, Language } from '../db/columns.ts'
import type { NameKind } from '../db/tables/details.ts'
import { alphabetOf } from './alphabet.ts'
import type { ReaderDb } from './published.ts'

/** A topic or an author as the pages of a language show it. */
export interface Named {
  subject: Id
  name: SpokenName
  slug: string
}

interface Spoken { language: Language }
type NameRow = Spoken & { subject: Id; name: string }
type SlugRow = Spoken & { subject: Id; text: string }

/** Those of published articles, or only some of them. A name that the language lacks is shown, and addressed, in another. */
export async function loadNamed(db: ReaderDb, kind: NameKind, language: Language, only?: readonly Id[]): Promise<Map<Id, Named>> {
  if (only?.length === 0) return new Map()
  const [names, slugs] = await loadRows(db, kind, only)
  return namedIn(names, slugs, language)
}

export async function loadRows(db: ReaderDb, kind: NameKind, only?: readonly Id[]): Promise<[NameRow[], SlugRow[]]> {
  return [await listNames(db, kind, only), await listNameSlugs(db, kind, only)]
}

export function namedIn(names: readonly NameRow[], slugs: readonly SlugRow[], language: Language): Map<Id, Named> {
  const slugsOf = Map.groupBy(slugs, ({ subject }) => subject)
  return new Map([...Map.groupBy(names, ({ subject }) => subject)].flatMap(([subject, some]) => {
    const [name, slug] = [nameIn(some, language), slugIn(slugsOf.get(subject) ?? [], language)]
    return name && slug !== undefined ? [[subject, { subject, name, slug }]] : []
  }))
}

/** The address in the language, else in the one whose name is shown there. */
export function slugIn(slugs: readonly (Spoken & { text: string })[], language: Language): string | undefined {
  return (slugs.find((one) => one.language === language) ?? slugs[0])?.text
}

/** Whose address this is or ever was, under any language. */
export async function findSubject(db: ReaderDb, kind: NameKind, text: string): Promise<Id | undefined> {
  const row = await db.selectFrom('published_name_slug').select('subject').where('kind', '=', kind).where('text', '=', text).executeTakeFirst()
  return row?.subject
}

/** Names in the order of the alphabet of a language. */
export function byName(language: Language): (a: Pick<Named, 'name'>, b: Pick<Named, 'name'>) => number {
  const compare = alphabetOf(language)
  return (a, b) => compare(a.name.text, b.name.text)
}

/** The current addresses, of one subject in the order of the languages. */
async function listNameSlugs(db: ReaderDb, kind: NameKind, only?: readonly Id[]): Promise<SlugRow[]> {
  return db.selectFrom('published_name_slug').select(['subject', 'language', 'text']).where('kind', '=', kind).where('retired_at', 'is', null)
    .$if(only !== undefined, (query) => query.where('subject', 'in', [...only ?? []])).orderBy('language').execute()
}

async function listNames(db: ReaderDb, kind: NameKind, only?: readonly Id[]): Promise<NameRow[]> {
  if (kind === 'topic') {
    return db.selectFrom('published_topic_name').select(['topic_id as subject', 'language', 'name'])
      .$if(only !== undefined, (query) => query.where('topic_id', 'in', [...only ?? []])).orderBy('language').execute()
  }
  return db.selectFrom('published_author_name').select(['author_id as subject', 'language', 'name'])
    .$if(only !== undefined, (query) => query.where('author_id', 'in', [...only ?? []])).orderBy('language').execute()
}
