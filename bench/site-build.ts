import type Sqlite from 'better-sqlite3'
import { insertAuthor } from '../src/articles/authors.ts'
import { insertTopic } from '../src/articles/topics.ts'
import type { Id, Language, Timestamp } from '../src/db/columns.ts'
import { newId } from '../src/db/id.ts'
import { migrate } from '../src/db/migrate.ts'
import { openDb } from '../src/db/open.ts'
import type { Row, Schema } from '../src/db/schema.ts'
import { openSqlite } from '../src/db/sqlite.ts'
import { transact } from '../src/db/transact.ts'
import type { SegmentKind } from '../src/db/tables/article.ts'
import { editionHash, manifestOf, type Credit, type FrozenSegment } from '../src/editions/model.ts'
import { ledgerHash } from '../src/ledger/model.ts'
import { canonicalJson } from '../src/text/canonical.ts'
import { textHash } from '../src/text/hash.ts'
import { newPerson } from '../test/world.ts'
import { realParagraphs } from './paragraphs.ts'

/** Words of a paragraph, as real ones have them. */
const WORDS = 56
const PARAGRAPHS = 40
const TOPICS = 40
const AUTHORS = 120
const YEARS = 8
const LANGUAGES: readonly Language[] = ['en', 'uk']
const GENRES = ['essay', 'analysis', 'report', 'interview', 'opinion', 'article'] as const

interface Cast {
  writer: Id
  reviewer: Id
  topics: Id[]
  authors: Id[]
}

/** Articles in two languages, published: the very rows that importing, translating, reviewing and publishing would leave. */
export async function buildSite(file: string, articles: number): Promise<void> {
  const cast = await prepareSite(file)
  const database = openSqlite(file)
  for (const pragma of ['synchronous = OFF', 'foreign_keys = OFF', 'wal_autocheckpoint = 20000']) database.pragma(pragma)
  const writer = new Rows(database)
  const pools = readPools()
  for (let from = 0; from < articles; from += 200) {
    database.transaction(() => {
      for (let n = from; n < Math.min(articles, from + 200); n += 1) writeArticle(writer, pools, cast, n, articles)
    })()
  }
  database.exec('update generation set number = number + 1; analyze')
  database.pragma('wal_checkpoint(TRUNCATE)')
  database.close()
}

async function prepareSite(file: string): Promise<Cast> {
  const db = await openDb(file)
  await migrate(db)
  const [writer, reviewer] = [await newPerson(db, 'Writer', ['translate:uk']), await newPerson(db, 'Reviewer', ['review:uk'])]
  const cast = await transact(db, async (tx) => {
    const [topics, authors]: [Id[], Id[]] = [[], []]
    for (let n = 0; n < TOPICS; n += 1) topics.push(await insertTopic(tx, writer.id, { uk: `Тема ${n}`, en: `Topic ${n}` }))
    for (let n = 0; n < AUTHORS; n += 1) {
      authors.push(await insertAuthor(tx, writer.id, { uk: { name: `Авторка ${n}`, role: '' }, en: { name: `Author ${n}`, role: '' } }))
    }
    return { writer: writer.id, reviewer: reviewer.id, topics, authors }
  })
  await db.destroy()
  return cast
}

/** Real sentences of each language, joined until they are as long as paragraphs are. */
function readPools(): Record<Language, string[]> {
  const all = realParagraphs(24_000).filter((text) => !/[\\`*_[<]/.test(text))
  const isUkrainian = (text: string) => /[а-яіїєґ]/i.test(text)
  return { uk: joined(all.filter(isUkrainian)), en: joined(all.filter((text) => !isUkrainian(text))) }
}

function joined(texts: readonly string[]): string[] {
  const paragraphs: string[] = []
  let [words, parts]: [number, string[]] = [0, []]
  for (const text of texts) {
    words += text.split(' ').length
    parts.push(text)
    if (words < WORDS) continue
    paragraphs.push(parts.join(' ').normalize('NFC'));
    [words, parts] = [0, []]
  }
  return paragraphs
}

interface Place {
  segment: Id
  kind: SegmentKind
  level: number
}

function writeArticle(rows: Rows, pools: Record<Language, string[]>, cast: Cast, n: number, count: number): void {
  const article = newId()
  const source = LANGUAGES[n % 2] ?? 'en'
  const at = momentOf(n, count)
  const places = kinds().map(({ kind, level }) => ({ segment: newId(), kind, level }))
  const outline = newId()
  rows.put('article', {
    id: article, kind: 'article', site_text: null, source_language: source, version: 3, created_by: cast.writer, created_at: at, genre: GENRES[n % 6] ?? null,
    original_date: null, archived_at: null, archived_by: null, trashed_at: null, trashed_by: null,
  })
  rows.put('outline', { id: outline, article_id: article, number: 1, created_by: cast.writer, created_at: at })
  for (const [position, { segment, kind, level }] of places.entries()) {
    rows.put('segment', { id: segment, article_id: article, created_at: at })
    rows.put('outline_row', { outline_id: outline, position, segment_id: segment, kind, level, list: null, asset: null })
  }
  const topics = new Set([n % TOPICS, (n * 7) % TOPICS])
  for (const topic of topics) rows.put('article_topic', { article_id: article, topic_id: cast.topics[topic] ?? '' })
  rows.put('article_author', { article_id: article, position: 0, author_id: cast.authors[n % AUTHORS] ?? '', name_segment_id: places[2]?.segment ?? null, role_segment_id: null })
  rows.line(cast.writer, 'article.imported', `article:${article}`, { language: source, segments: places.length, approved: 'yes', submission: null }, at)
  const work = { article, source, outline, cast, at, n }
  const own = writeLanguage(rows, work, source, { places, texts: textsOf(pools, source, n), from: null })
  const other = source === 'en' ? 'uk' : 'en'
  writeLanguage(rows, work, other, { places, texts: textsOf(pools, other, n), from: own })
}

function kinds(): { kind: SegmentKind; level: number }[] {
  const body = Array.from({ length: PARAGRAPHS }, (_, at) => at % 10 === 5 ? { kind: 'heading' as const, level: 2 } : { kind: 'paragraph' as const, level: 0 })
  return [{ kind: 'title', level: 0 }, { kind: 'lead', level: 0 }, { kind: 'author_name', level: 0 }, ...body]
}

function textsOf(pools: Record<Language, string[]>, language: Language, n: number): string[] {
  const pool = pools[language] ?? []
  const text = (k: number) => pool[(n * 41 + k) % pool.length] ?? ''
  const title = `${text(0).split(' ').slice(0, 6).join(' ')} ${n}`
  const author = language === 'uk' ? `Авторка ${n % AUTHORS}` : `Author ${n % AUTHORS}`
  // Every tenth paragraph has a mark, as in print.
  const body = Array.from({ length: PARAGRAPHS }, (_, at) => at % 10 === 5 ? text(at).split(' ').slice(0, 5).join(' ')
    : at % 10 === 0 ? text(at).replace(/(?<= )(\p{L}+)(?= )/u, '*$1*') : text(at))
  return [title, text(3).split(' ').slice(0, 24).join(' '), author, ...body]
}

interface Work {
  article: Id
  source: Language
  outline: Id
  cast: Cast
  at: Timestamp
  n: number
}

/** An approved and published language; gives what its translation was made from. */
function writeLanguage(
  rows: Rows, work: Work, language: Language,
  { places, texts, from }: { places: readonly Place[]; texts: readonly string[]; from: FrozenSegment[] | null },
): FrozenSegment[] {
  const { cast, at } = work
  const decisions: Id[] = []
  const frozen = places.map(({ segment, kind, level }, position): FrozenSegment => {
    const [text = '', revision, decision] = [texts[position], newId(), newId()]
    const [hash, original] = [textHash(text), from?.[position]]
    decisions.push(decision)
    const made = { segment_id: segment, language }
    rows.put('revision', { id: revision, ...made, text, hash, writer_id: cast.writer, origin: from ? 'written' : 'imported', created_at: at })
    const approved = { ...made, revision_id: revision, source_revision_id: original ? rows.revisionOf(segment) : null }
    rows.put('decision', {
      id: decision, ...approved, number: 1, proposal_id: null, outcome: from ? 'approved' : 'imported', reviewer_id: from ? cast.reviewer : cast.writer,
      reason: '', eyes: from ? 'two' : 'one', created_at: at, ...{ revokes: null },
    })
    rows.put('approval', { ...approved, decision_id: decision })
    if (!from) rows.keepRevision(segment, revision)
    const substance = original?.substance ?? newId()
    if (!from) rows.put('source_approval', { decision_id: decision, substance })
    return { position, segment_id: segment, kind, level, list: null, asset: null, language, text, hash, source_hash: original?.hash ?? hash, substance, step: 'in_step' }
  })
  publish(rows, work, language, frozen, decisions)
  return frozen
}

function publish(
  rows: Rows, { article, source, outline, cast, at, n }: Work, language: Language, frozen: FrozenSegment[], decisions: readonly Id[],
): void {
  const credits: Credit[] = language === source ? [] : [{ role: 'translator', position: 0, name: 'Writer' }, { role: 'reviewer', position: 0, name: 'Reviewer' }]
  const draft = {
    article_id: article, article_kind: 'article' as const, site_text: null, language, source_language: source, number: 1, title: frozen[0]?.text ?? '', outline_id: outline,
    previous_hash: '', partial: 0, behind: 0, self_approved: 0, note: '', correction: '', important: 'no' as const, published_by: cast.writer, created_at: at,
  }
  const manifest = manifestOf(draft, frozen, credits, decisions)
  const [edition, hash] = [newId(), editionHash('', manifest)]
  rows.put('edition', { ...draft, id: edition, manifest, hash })
  for (const row of frozen) rows.put('edition_segment', { edition_id: edition, ...row })
  for (const credit of credits) rows.put('edition_credit', { edition_id: edition, ...credit })
  rows.put('edition_event', { id: newId(), edition_id: edition, article_id: article, language, event: 'publish', reason: '', by: cast.writer, at })
  rows.put('publication', { article_id: article, language, edition_id: edition, first_published_at: at, published_at: at })
  rows.put('slug', { text: language === 'uk' ? `stattia-${n}` : `article-${n}`, article_id: article, language, created_at: at, retired_at: null })
  rows.line(cast.writer, 'edition.published', `edition:${edition}`, { article, language, number: 1, hash }, at)
}

/** Evenly over the years; the last is the newest. */
function momentOf(n: number, count: number): Timestamp {
  const span = YEARS * 365 * 86_400_000
  return new Date(Date.UTC(2026, 0, 1) - span + Math.floor(((n + 1) / count) * span)).toISOString()
}

/** Writes rows as they come, each table's sentence prepared once, and the ledger's chain. */
class Rows {
  readonly #database: Sqlite.Database
  readonly #statements = new Map<string, Sqlite.Statement>()
  readonly #revisions = new Map<Id, Id>()
  #head: { number: number; hash: string }

  constructor(database: Sqlite.Database) {
    this.#database = database
    this.#head = database.prepare('select number, hash from ledger_head').get() as { number: number; hash: string }
  }

  put<T extends keyof Schema>(table: T, row: Row<T>): void {
    const names = Object.keys(row)
    const known = this.#statements.get(table)
      ?? this.#database.prepare(`insert into ${table} (${names.map((name) => `"${name}"`).join(', ')}) values (${names.map(() => '?').join(', ')})`)
    this.#statements.set(table, known)
    known.run(Object.values(row))
  }

  /** Of an original, for as long as its translation is written. */
  keepRevision(segment: Id, revision: Id): void {
    this.#revisions.set(segment, revision)
  }

  revisionOf(segment: Id): Id | null {
    const revision = this.#revisions.get(segment) ?? null
    this.#revisions.delete(segment)
    return revision
  }

  line(actor: Id, act: Row<'ledger'>['act'], subject: string, details: Parameters<typeof canonicalJson>[0], at: Timestamp): void {
    const line = { number: this.#head.number + 1, actor, act, subject, details: canonicalJson(details), at, previous_hash: this.#head.hash }
    this.#head = { number: line.number, hash: ledgerHash(line) }
    this.put('ledger', { ...line, hash: this.#head.hash })
    this.#database.prepare('update ledger_head set number = ?, hash = ?').run(this.#head.number, this.#head.hash)
  }
}
