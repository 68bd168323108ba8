import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { importArticle } from '../src/articles/actions.ts'
import { renameTopic, topicMark } from '../src/articles/topic-actions.ts'
import { findTopic } from '../src/articles/topics.ts'
import type { Language } from '../src/db/columns.ts'
import { restoreEdition } from '../src/editions/actions.ts'
import { AppError } from '../src/errors.ts'
import { changeSettings } from '../src/people/settings-actions.ts'
import { changeOriginal, publish, translate, withdraw, type Brought } from './readers.ts'
import type { TestSite } from './site.ts'
import { segmentsOf } from './world.ts'

/** Something that changes what readers get, or the folder in which they get it. */
export interface Deed {
  kind: 'bring' | 'translate' | 'change' | 'withdraw' | 'restore' | 'settle' | 'wait' | 'spoil' | 'lose' | 'export' | 'interrupt'
  which: number
  language: Language
  words: string
}

const WORDS = ['дощ', 'міст', 'люди', 'rain', 'bridge', 'people']

export const deed: fc.Arbitrary<Deed> = fc.record({
  kind: fc.constantFrom('bring', 'bring', 'translate', 'translate', 'change', 'change', 'withdraw', 'restore', 'settle', 'wait', 'spoil', 'lose',
    'export', 'export', 'interrupt'),
  which: fc.nat(20), language: fc.constantFrom('en', 'uk'),
  words: fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 3 }).map((words) => words.join(' ')),
})

/** What a play of deeds goes on with. */
export interface Stage {
  site: TestSite
  folder: string
  articles: Brought[]
  /** Days that have passed. */
  days: number
}

/** Does one; a refusal is an answer. */
export async function doDeed(stage: Stage, one: Deed): Promise<void> {
  await act(stage, one).catch((error: unknown) => {
    if (!(error instanceof AppError)) throw error
  })
}

async function act(stage: Stage, { kind, which, language, words }: Deed): Promise<void> {
  const { site, articles, folder } = stage
  const other = language === 'en' ? 'uk' : 'en'
  if (kind === 'bring') articles.push(await bring(stage, language, words))
  if (kind === 'wait') stage.days += 1 + which
  if (kind === 'settle') await settle(stage, which, words)
  if (kind === 'spoil' || kind === 'lose') spoil(folder, which, kind === 'lose')
  const article = articles[which % Math.max(1, articles.length)]
  if (!article) return
  if (kind === 'translate' && article.source !== other) {
    await translate(site, article, other, [words, words, `${words}.`])
    await publish(site, article, other, { slug: `${words.replace(/\W+/g, 'x')}-${articles.length}-${which}` })
  }
  if (kind === 'change') {
    await changeOriginal(site, article, { [article.segments[which % 3] ?? '']: `${words} ${which}` })
    await publish(site, article, article.source)
  }
  if (kind === 'withdraw') await withdraw(site, article, language)
  if (kind === 'restore') await restoreEdition(site.db, site.world.ed, { article: article.article, language, number: 1 + which % 2, reason: 'x' })
}

async function bring({ site }: Stage, language: Language, words: string): Promise<Brought> {
  const details = { authors: [{ name: `${words} Author`, role: '' }], topics: words.split(' '), genre: 'essay' as const, date: null }
  const segments = segmentsOf(words, 'One.', 'Two.')
  const { article, ...brought } = await importArticle(site.db, site.world.ed, {
    language, siteText: null, segments, approved: true, message: '', details: { ...details, topics: [...new Set(details.topics)] },
  })
  await publish(site, { article }, language)
  return { article, segments: brought.segments, source: language }
}

async function settle({ site }: Stage, which: number, words: string): Promise<void> {
  const { db, world: { admin, ed } } = site
  if (which % 3 === 0) return changeSettings(db, admin, { grace: which, name: { uk: words, en: words } })
  const topics = await db.selectFrom('topic').select('id').where('merged_into', 'is', null).orderBy('id').execute()
  const topic = topics[which % Math.max(1, topics.length)]
  if (!topic) return
  const shown = topicMark(await findTopic(db, topic.id))
  await renameTopic(db, ed, { topic: topic.id, names: { uk: words, en: `${words} ${which}` }, shown })
}

/** A file that the export wrote is changed, or gone. */
function spoil(folder: string, which: number, lose: boolean): void {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile() && !file.parentPath.includes('.zvirka'))
  const file = files[(which * 37) % Math.max(1, files.length)]
  if (!file) return
  const name = path.join(file.parentPath, file.name)
  if (lose) rmSync(name)
  else writeFileSync(name, 'spoiled')
}
