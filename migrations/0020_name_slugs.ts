import { sql, type Kysely } from 'kysely'
import { strict } from './dialect.ts'

// An index signature is what Kysely asks of tables.
type Names = {
  topic_name: { topic_id: string; language: string; name: string }
  author_name: { author_id: string; language: string; name: string }
  name_slug: { kind: string; text: string; subject: string; language: string; created_at: string; retired_at: string | null }
}

type Named = Pick<Names['name_slug'], 'kind' | 'subject' | 'language'> & { name: string }

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable('name_slug')
    .addColumn('kind', 'text', (c) => c.notNull().check(sql`kind in ('topic', 'author')`))
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('retired_at', 'text')
    .addPrimaryKeyConstraint('name_slug_key', ['kind', 'text', 'language'])
    .modifyEnd(strict(db)).execute()
  await db.schema.createIndex('name_slug_current').unique().on('name_slug').columns(['kind', 'subject', 'language'])
    .where(sql.ref('retired_at'), 'is', null).execute()
  await db.schema.createIndex('name_slug_subject').on('name_slug').columns(['kind', 'subject']).execute()
  await createReadersView(db)
  await createListIndexes(db)
  await nameThoseThere(db)
}

/** Addresses of whatever a published article carries, and of nothing else. */
async function createReadersView(db: Kysely<unknown>): Promise<void> {
  const published = (ties: string, column: string) => sql`exists (select 1 from ${sql.table(ties)} where ${sql.ref(`${ties}.${column}`)}
    = name_slug.subject and exists (select 1 from publication where publication.article_id = ${sql.ref(`${ties}.article_id`)}))`
  await sql`create view published_name_slug as select kind, text, subject, language, retired_at from name_slug
    where (kind = 'topic' and ${published('article_topic', 'topic_id')})
    or (kind = 'author' and ${published('article_author', 'author_id')})`.execute(db)
}

async function createListIndexes(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex('publication_first').on('publication').columns(['language', 'first_published_at', 'article_id']).execute()
  await db.schema.dropIndex('article_topic_topic').execute()
  await db.schema.createIndex('article_topic_topic').on('article_topic').columns(['topic_id', 'article_id']).execute()
  await db.schema.dropIndex('article_author_author').execute()
  await db.schema.createIndex('article_author_author').on('article_author').columns(['author_id', 'article_id']).execute()
  await db.schema.createIndex('article_genre').on('article').columns(['genre', 'id']).execute()
  // The site's own texts are few among many editions; an edition's acts are asked for with it.
  await db.schema.createIndex('edition_site_text').on('edition').column('site_text').where(sql.ref('site_text'), 'is not', null).execute()
  await db.schema.createIndex('publication_edition').on('publication').column('edition_id').execute()
  await db.schema.createIndex('edition_event_edition').on('edition_event').columns(['edition_id', 'event']).execute()
}

async function nameThoseThere(any: Kysely<unknown>): Promise<void> {
  const db = any.withTables<Names>()
  const topics = await db.selectFrom('topic_name').select(['topic_id as subject', 'language', 'name']).orderBy('topic_id').orderBy('language').execute()
  const authors = await db.selectFrom('author_name').select(['author_id as subject', 'language', 'name']).orderBy('author_id').orderBy('language').execute()
  const all: Named[] = [...topics.map((row) => ({ kind: 'topic', ...row })), ...authors.map((row) => ({ kind: 'author', ...row }))]
  const owners = new Map<string, string>()
  const made = new Date().toISOString()
  for (const named of all) {
    const text = freeSlug(named, owners)
    owners.set(`${named.kind} ${text}`, named.subject)
    await db.insertInto('name_slug').values({
      kind: named.kind, text, subject: named.subject, language: named.language, created_at: made, retired_at: null,
    }).execute()
  }
}

/** An address is one subject's in every language, so that it can lead to the one that a language has. */
function freeSlug({ kind, subject, language, name }: Named, owners: ReadonlyMap<string, string>): string {
  const wanted = slugify(name, language) || `${language}-${subject.slice(0, 11)}`
  for (let n = 1; ; n += 1) {
    const text = n === 1 ? wanted : `${wanted}-${n}`
    const owner = owners.get(`${kind} ${text}`)
    if (owner === undefined || owner === subject) return text
  }
}

// As text/slug.ts makes them at the time of this migration: what was given then must not change with it.
const LATIN = new Map(`а a a|б b b|в v v|г h h|ґ g g|д d d|е e e|є ye ie|ж zh zh|з z z|и y y|і i i|ї yi i|й y i|к k k|л l l|м m m|н n n|о o o
п p p|р r r|с s s|т t t|у u u|ф f f|х kh kh|ц ts ts|ч ch ch|ш sh sh|щ shch shch|ю yu iu|я ya ia|зг zgh zgh|ь|\u02bc`
  .split(/[|\n]/).map((row): [string, string[]] => { const [letter = '', ...latin] = row.split(' '); return [letter, latin] }))
const PLAIN = new Map(Object.entries({
  æ: 'ae', ð: 'd', đ: 'd', ħ: 'h', ı: 'i', ĳ: 'ij', ĸ: 'k', ł: 'l', ŋ: 'n', ŉ: 'n', ø: 'o', œ: 'oe', ß: 'ss', ſ: 's', þ: 'th', ŧ: 't', ə: 'e', ƒ: 'f',
}))
const WORDS = /\p{L}(?:[\p{L}\p{M}]|['\u2018\u2019`](?=\p{L}))*/gu
const APOSTROPHES = /(?<=[\p{L}\p{M}])['\u2018\u2019`](?=\p{L})/gu

function slugify(name: string, language: string): string {
  const { language: tag, script } = new Intl.Locale(language).maximize()
  const latin = tag !== 'uk' && script === 'Cyrl' ? name : name.normalize('NFC').replace(WORDS, romanize)
  const plain = latin.replace(APOSTROPHES, '').toLowerCase().normalize('NFD').replace(/[\p{M}\p{Cf}\u02bc]/gu, '')
    .replace(/[^\0-\x7f]/g, (letter) => PLAIN.get(letter) ?? letter)
  const slug = plain.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')
  if (slug.length <= 80) return slug
  const end = slug.lastIndexOf('-', 80)
  return slug.slice(0, end > 0 ? end : 80)
}

function romanize(word: string): string {
  if (!/\p{Script=Cyrillic}/u.test(word)) return word
  return word.replace(APOSTROPHES, '\u02bc').toLowerCase().replace(/зг|[\p{L}]/gu, (letter, offset: number) => {
    const [atStart = '', elsewhere = ''] = LATIN.get(letter) ?? [letter, letter]
    return offset === 0 ? atStart : elsewhere
  })
}
