import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { importArticle } from '../src/articles/actions.ts'
import type { NewDetails } from '../src/articles/details.ts'
import type { NewSegment } from '../src/articles/model.ts'
import { addTopic } from '../src/articles/topic-actions.ts'
import type { Id, Language } from '../src/db/columns.ts'
import type { Db } from '../src/db/schema.ts'
import type { SiteText } from '../src/db/tables/article.ts'
import { transact } from '../src/db/transact.ts'
import { publishEdition } from '../src/editions/actions.ts'
import type { Actor } from '../src/people/model.ts'
import { writeSettings } from '../src/people/settings.ts'
import { Desk } from '../scripts/demo/desk.ts'
import { replaceNames } from '../src/people/store.ts'
import { newPerson } from './world.ts'

const FILE = path.resolve(import.meta.dirname, '../../shared/corpora/udhr/udhr.aligned.json')
const LANGUAGES = ['en', 'uk', 'pl', 'de'] as const
type Spoken = Record<(typeof LANGUAGES)[number], string>

/** Why tests that read the declaration are skipped; false where it is here. */
export const withoutDeclaration = existsSync(FILE) ? false : 'the aligned declarations are not beside the project'

interface Aligned { segments: { id: string; type: 'h1' | 'h2' | 'p' | 'li'; text: Record<string, string[]> }[] }

interface Work {
  /** Beginnings of the ids of its segments. */
  parts: readonly string[]
  source: Language
  into: readonly Language[]
  details: Pick<NewDetails, 'genre' | 'date'> & { topic: keyof typeof TOPICS }
}

const TOPICS = {
  rights: { en: 'Rights', uk: 'Права', pl: 'Prawa', de: 'Rechte' },
  peace: { en: 'Peace', uk: 'Мир' },
} as const

const WORKS: readonly Work[] = [
  { parts: [''], source: 'en', into: ['uk', 'pl', 'de'], details: { genre: 'document', date: '1948-12-10', topic: 'rights' } },
  { parts: ['preamble.'], source: 'en', into: ['uk'], details: { genre: 'document', date: '1948-12-10', topic: 'peace' } },
  { parts: ['a1.', 'a2.'], source: 'uk', into: ['pl'], details: { genre: 'essay', date: null, topic: 'rights' } },
  { parts: ['a3.', 'a4.', 'a5.'], source: 'pl', into: ['de', 'en'], details: { genre: null, date: null, topic: 'rights' } },
  { parts: ['a18.'], source: 'de', into: [], details: { genre: 'report', date: '2001-02-03', topic: 'peace' } },
]

/** What becomes of the originals of all works but the first. */
const CHANGES: readonly [from: string, to: string][] = [
  ['Whereas disregard', 'Since disregard'], ['Всі люди', 'Усі люди'], ['Nie wolno nikogo torturować', 'Nikogo nie wolno torturować'],
  ['Jeder hat das Recht', 'Jeder Mensch hat das Recht'],
]

/** Words of the site in its four languages, written for this: each is found on pages of its own language alone. */
export const SITE_TEXTS: Record<Exclude<SiteText, 'contacts'>, Partial<Spoken>> = {
  mission: { en: 'We keep declarations where everybody can read them.', uk: 'Зберігаємо декларації там, де їх прочитає кожен.' },
  about: { en: 'About this small shelf', uk: 'Про цю невелику полицю', pl: 'O tej małej półce' },
}

export interface Declaration {
  editor: Actor
  articles: Id[]
  /** Every paragraph's text, by language: what a page says in which language. */
  texts: Record<Language, string[]>
}

/** A site in English, Ukrainian, Polish and German: the declaration whole in all four, parts of it in some of them. */
export async function seedDeclaration(db: Db): Promise<Declaration> {
  const { segments } = JSON.parse(readFileSync(FILE, 'utf8')) as Aligned
  const every = (right: string) => LANGUAGES.map((language) => `${right}:${language}`)
  const editor = await newPerson(db, 'Editor', ['administrator', ...every('publish')])
  const people = {
    translator: await newPerson(db, 'Тарас Мовник', every('translate')), reviewer: await newPerson(db, 'Ruth Reader', every('review')),
  }
  await transact(db, (tx) => replaceNames(tx, people.translator.id, { en: 'Taras Movnyk', pl: 'Taras Mownyk', de: 'Taras Mownyk' }))
  await transact(db, (tx) => replaceNames(tx, people.reviewer.id, { uk: 'Рут Рідер' }))
  await transact(db, (tx) => writeSettings(tx, { name: { en: 'The Shelf', uk: 'Полиця', pl: 'Półka', de: 'Das Regal' }, corrections: true }))
  for (const names of Object.values(TOPICS)) await addTopic(db, editor, names)

  const publish = (article: Id, language: Language) =>
    publishEdition(db, editor, { article, language, accepted: { missing: 0, behind: 0 } })
  const articles: Id[] = []
  for (const { parts, source, into, details } of WORKS) {
    const own = segments.filter(({ id }) => parts.some((part) => id.startsWith(part)))
    const article = await bring(db, editor, { language: source, segments: own.map((one, i) => segmentOf(one, source, i)), details })
    articles.push(article)
    await publish(article, source)
    for (const language of into) {
      const words = own.map(({ text }) => wordsOf(text, language))
      await new Desk(db, people, { article, source, language }).translateAll([...words, ...bylineIn(language)])
      await publish(article, language)
    }
  }
  for (const [siteText, words] of Object.entries(SITE_TEXTS) as [SiteText, Partial<Spoken>][]) {
    const text = (language: Language) => String((words as Record<string, string>)[language] ?? '')
    const { article } = await importArticle(db, editor, {
      language: 'en', siteText, segments: ['Site', text('en')].map((one, i) => ({ kind: i === 0 ? 'title' : 'paragraph', level: 0, list: null, text: one })),
      approved: true, message: '',
    })
    await publish(article, 'en')
    for (const language of Object.keys(words).filter((one) => one !== 'en')) {
      await new Desk(db, people, { article, source: 'en', language }).translateAll([text(language), text(language)])
      await publish(article, language)
    }
  }
  // Originals move on, one in each language: readers of their translations are told.
  for (const [at, [from, to]] of CHANGES.entries()) {
    const [article = '', language = ''] = [articles[at + 1], WORKS[at + 1]?.source]
    await new Desk(db, { ...people, translator: editor }, { article, source: language, language }).change(from, to)
    await publishEdition(db, editor, { article, language, important: true, accepted: { missing: 0, behind: 0 } })
  }
  const texts = LANGUAGES.map((language) => [language, segments.map(({ text }) => wordsOf(text, language))] as const)
  return { editor, articles, texts: Object.fromEntries(texts) }
}

async function bring(db: Db, editor: Actor, { language, segments, details: { topic, ...details } }: {
  language: Language; segments: NewSegment[]; details: Work['details']
}): Promise<Id> {
  const [name = '', role = ''] = bylineIn(language)
  const names: Record<string, string> = TOPICS[topic]
  const { article } = await importArticle(db, editor, {
    language, siteText: null, approved: true, message: '',
    segments: [...segments, { kind: 'author_name', level: 0, list: null, text: name }, { kind: 'author_role', level: 0, list: null, text: role }],
    details: { ...details, topics: names[language] === undefined ? [] : [names[language]], authors: [{ name, role }] },
  })
  return article
}

function bylineIn(language: Language): [string, string] {
  return ({
    en: ['Eleanor Drafter', 'chair of the committee'], uk: ['Елеонора Чернетка', 'голова комітету'],
    pl: ['Eleonora Szkicowska', 'przewodnicząca komitetu'], de: ['Eleonore Entwurf', 'Vorsitzende des Ausschusses'],
  } satisfies Record<string, [string, string]>)[language as 'en'] ?? ['', '']
}

function segmentOf({ type, text }: Aligned['segments'][number], language: Language, i: number): NewSegment {
  const words = wordsOf(text, language)
  if (i === 0) return { kind: 'title', level: 0, list: null, text: words }
  if (type === 'h2' || type === 'h1') return { kind: 'heading', level: 2, list: null, text: words }
  return type === 'li' ? { kind: 'list_item', level: 1, list: 'ordered', text: words } : { kind: 'paragraph', level: 0, list: null, text: words }
}

function wordsOf(text: Record<string, string[]>, language: Language): string {
  return (text[language] ?? []).join(' ')
}
