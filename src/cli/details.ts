import type { Command } from 'commander'
import { listAuthors } from '../articles/authors.ts'
import { placeOf } from '../articles/details.ts'
import { listPublications, readDetails } from '../articles/details-store.ts'
import type { Article } from '../articles/model.ts'
import { findArticleByName, listArticles, listSlugs, listTitles } from '../articles/store.ts'
import { listTopics } from '../articles/topics.ts'
import type { Db } from '../db/schema.ts'
import type { Voice } from '../i18n/voice.ts'
import { plainText } from '../text/inline.ts'
import { print, printJson, runCommand, withDb } from './terminal.ts'

const AT_ONCE = 500

export function addDetailCommands(program: Command, voice: Voice): void {
  const { t } = voice
  const article = program.command('article').description(t('cli:article.about'))
  article.command('list').description(t('cli:article.list')).option('--json', t('cli:option.json'))
    .action((options: { json?: true }) => runCommand(voice, () => showArticles(voice, options)))
  article.command('details').description(t('cli:article.details')).argument('<article>', t('cli:option.article'))
    .option('--json', t('cli:option.json'))
    .action((name: string, options: { json?: true }) => runCommand(voice, () => showDetails(voice, name, options)))
}

async function showArticles(voice: Voice, { json }: { json?: true }): Promise<void> {
  await withDb(async (db) => {
    const rows = (await listAll(db, voice.language)).map(({ article, title }) =>
      ({ article: article.id, language: article.source_language, kind: article.kind, title, place: placeOf(article) }))
    if (json) return printJson(rows)
    if (rows.length === 0) print(voice.t('cli:article.none'))
    for (const { article, language, title, place } of rows) {
      print([article, language, title, place === null ? '' : voice.t(`cli:article.${place}`)].join('\t'))
    }
  })
}

async function listAll(db: Db, language: string): Promise<{ article: Article; title: string }[]> {
  const all: { article: Article; title: string }[] = []
  for (;;) {
    const some = await listArticles(db, { limit: AT_ONCE, before: all.at(-1)?.article.id })
    const titles = await listTitles(db, some.map(({ id }) => id), language)
    all.push(...some.map((article) => ({ article, title: plainText(titles.get(article.id)?.text ?? '') })))
    if (some.length < AT_ONCE) return all
  }
}

/** A name by its language. */
function spoken(names: readonly { language: string; name: string }[]): Record<string, string> {
  return Object.fromEntries(names.map((one) => [one.language, one.name]))
}

async function showDetails(voice: Voice, name: string, { json }: { json?: true }): Promise<void> {
  await withDb(async (db) => {
    const article = await findArticleByName(db, name)
    const { genre, date, topics, authors } = await readDetails(db, article)
    const facts = {
      article: article.id, language: article.source_language, slugs: Object.fromEntries(await listSlugs(db, article.id)), genre, date,
      topics: (await listTopics(db)).filter(({ id }) => topics.includes(id)).map(({ names }) => spoken(names)),
      authors: (await listAuthors(db)).filter(({ id }) => authors.some(({ author }) => author === id)).map(({ names }) => spoken(names)),
      published: (await listPublications(db, article.id)).map(({ language, first, latest }) => ({ language, first, latest })),
      place: placeOf(article),
    }
    if (json) return printJson(facts)
    const { t } = voice
    print([t('details:kind'), genre === null ? t('details:unknown') : t(`details:genre.${genre}`)].join('\t'))
    print([t('details:date'), date ?? t('details:unknown')].join('\t'))
    print([t('details:topics.title'), facts.topics.map((names) => Object.values(names).join(' / ')).join(', ')].join('\t'))
    print([t('details:authors.title'), facts.authors.map((names) => Object.values(names).join(' / ')).join(', ')].join('\t'))
  })
}
