import { readFileSync } from 'node:fs'
import path from 'node:path'
import { importArticle } from '../../src/articles/actions.ts'
import type { NewSegment } from '../../src/articles/model.ts'
import type { Id, Language } from '../../src/db/columns.ts'
import type { Db } from '../../src/db/schema.ts'
import type { SiteText } from '../../src/db/tables/article.ts'
import { transact } from '../../src/db/transact.ts'
import { publishEdition } from '../../src/editions/actions.ts'
import { segmentsOf, understandPage } from '../../src/exchange/understand.ts'
import { addPerson, joinSite } from '../../src/people/actions.ts'
import { readGrant, type Actor } from '../../src/people/model.ts'
import { writeSettings } from '../../src/people/settings.ts'
import { findActor, replaceNames } from '../../src/people/store.ts'
import { newToken } from '../../src/people/tokens.ts'
import { cleanText } from '../../src/text/clean.ts'
import { addGlossary } from './glossary.ts'
import { reportMistakes } from './corrections.ts'
import { Desk, type Variants } from './desk.ts'
import { addMemory } from './memory.ts'
import { addWords } from './words.ts'
import { addTopics, detailsOfEssay } from './details.ts'
import { beginChange, sendSplit } from './original.ts'
import { withPicture, withPictureWords } from './picture.ts'
import { beginReview, planEdition, putExerciseAway } from './rest.ts'

const ESSAYS = path.join(import.meta.dirname, 'essays')

export const PEOPLE = [
  { role: 'editor', name: 'Олена Гай', names: { en: 'Olena Hai' }, email: 'editor@example.org', grants: ['administrator', 'publish:uk', 'publish:en'] },
  { role: 'translator', name: 'Марко Левада', names: { en: 'Marko Levada' }, email: 'translator@example.org', grants: ['translate:uk', 'translate:en'] },
  { role: 'reviewer', name: 'Hanna Reed', names: { uk: 'Ганна Рід' }, email: 'reviewer@example.org', grants: ['review:uk', 'review:en'] },
] as const

interface Spoken { uk: string; en: string }
interface SiteTexts { name: Spoken; place: Spoken; mission: Spoken; contacts: Spoken; about: { uk: string[]; en: string[] } }

/** Fills an empty database: essays at every stage of their way, the site's own texts, three people. */
export async function seedDemo(db: Db): Promise<void> {
  const [editor, translator, reviewer] = await addPeople(db)
  const site: SiteTexts = readJson('site.json')
  await transact(db, (tx) => writeSettings(tx, { name: { ...site.name }, place: { ...site.place }, reviewPolicy: {}, corrections: true }))
  const newDesk = (article: Id, source: Language, language: Language) =>
    new Desk(db, { translator, reviewer }, { article, source, language })
  const publish = (article: Id, language: Language, correction = '') =>
    // What is put right is important: readers of the translation are not left with the wrong number.
    publishEdition(db, editor, { article, language, correction, important: correction !== '', accepted: { missing: 0, behind: 0 } })

  for (const text of ['mission', 'contacts', 'about'] as const) {
    const { article } = await importSiteText(db, editor, text, site)
    const [title, ...paragraphs] = siteTextIn(text, 'en', site)
    await newDesk(article, 'uk', 'en').translateAll([title ?? '', ...paragraphs])
    for (const language of ['uk', 'en']) await publish(article, language)
  }
  await addTopics(db, editor)
  for (const [name, source, language] of [['embankment', 'uk', 'en'], ['archives', 'uk', 'en'], ['night-trains', 'en', 'uk'], ['street-trees', 'en', 'uk']] as const) {
    const article = await importEssay(db, editor, name, source)
    await publish(article, source)
    const translation = withPictureWords(name, readJson<string[]>(`${name}.${language}.json`))
    const desk = newDesk(article, source, language)
    if (name === 'street-trees') {
      const variants = readJson<Variants>('variants.json')
      await desk.leaveMidway(translation, variants)
      await beginReview(db, reviewer, { article, position: 8, reason: variants[8]?.reason ?? '' })
    } else if (name !== 'archives') await desk.translateAll(translation)
    if (name === 'night-trains') await sendSplit(db, editor, article)
    if (name === 'embankment') {
      await publish(article, language)
      await reportMistakes(db, article)
      await changeOriginal(db, [editor, reviewer], { article, language: source }, ['24 з них уже закреслено', '25 з них уже закреслено'])
      await publish(article, source, 'У попередньому виданні йшлося про 24 закреслені записи; насправді їх 25.')
    }
    if (name === 'archives') {
      await changeOriginal(db, [editor, reviewer], { article, language: source }, ['на які відповісти не вдалося', 'на які відповіді не знайшлося'])
      await planEdition(db, editor, article)
      await beginChange(db, editor, article)
    }
  }
  await addGlossary(db, reviewer, translator)
  await addWords(db, reviewer)
  await addMemory(db, editor)
  await putExerciseAway(db, editor)
}

/** Some words of an original change through review; a translation of them is behind from then on. */
async function changeOriginal(db: Db, [editor, reviewer]: readonly [Actor, Actor], { article, language }: {
  article: Id; language: Language
}, [words, by]: readonly [string, string]): Promise<void> {
  await new Desk(db, { translator: editor, reviewer }, { article, source: language, language }).change(words, by)
}

async function addPeople(db: Db): Promise<[Actor, Actor, Actor]> {
  const actors: Actor[] = []
  for (const { name, names, email, grants } of PEOPLE) {
    const { person, token } = await addPerson(db, { name, email, grants: grants.map(readGrant).filter((grant) => grant !== null) })
    // The password that people sign in with is made at each start; this one nobody knows.
    await joinSite(db, token, { name, password: newToken() })
    await transact(db, (tx) => replaceNames(tx, person, names))
    const actor = await findActor(db, person)
    if (actor) actors.push(actor)
  }
  const [editor, translator, reviewer] = actors
  if (!editor || !translator || !reviewer) throw new Error('the demo needs its three people')
  return [editor, translator, reviewer]
}

/** The essay as it would be pasted, through the same reading as anybody's text. */
async function importEssay(db: Db, editor: Actor, name: string, language: Language): Promise<Id> {
  const cleaned = cleanText(readFileSync(path.join(ESSAYS, `${name}.${language}.txt`), 'utf8'))
  if ('problem' in cleaned) throw new Error(`${name}: ${cleaned.problem}`)
  const { blocks } = await understandPage(cleaned.text, language)
  const segments = await withPicture(db, editor, name, segmentsOf(blocks))
  const details = detailsOfEssay(name, language, segments)
  const { article } = await importArticle(db, editor, { language, siteText: null, segments, approved: true, message: '', details })
  return article
}

async function importSiteText(db: Db, editor: Actor, siteText: SiteText, site: SiteTexts): Promise<{ article: Id }> {
  const segments: NewSegment[] = siteTextIn(siteText, 'uk', site)
    .map((text, i) => ({ kind: i === 0 ? 'title' : 'paragraph', level: 0, list: null, text }))
  return importArticle(db, editor, { language: 'uk', siteText, segments, approved: true, message: '' })
}

const SITE_TITLES: Record<SiteText, Spoken> = {
  mission: { uk: 'Наша місія', en: 'Our mission' },
  contacts: { uk: 'Контакти', en: 'Contacts' },
  about: { uk: 'Про нас', en: 'About us' },
}

function siteTextIn(siteText: SiteText, language: 'uk' | 'en', site: SiteTexts): string[] {
  return [SITE_TITLES[siteText][language], ...[site[siteText][language]].flat()]
}

function readJson<T extends SiteTexts | Variants | string[]>(name: string): T {
  return JSON.parse(readFileSync(path.join(ESSAYS, name), 'utf8')) as T
}
