import assert from 'node:assert/strict'
import { insertAuthor, replaceArticleAuthors } from '../src/articles/authors.ts'
import { addTopic } from '../src/articles/topic-actions.ts'
import { insertTopic, replaceArticleTopics } from '../src/articles/topics.ts'
import { transact } from '../src/db/transact.ts'
import { publishEdition } from '../src/editions/actions.ts'
import { scheduleEditions } from '../src/editions/schedule-actions.ts'
import { addTerm } from '../src/glossary/actions.ts'
import { insertImport } from '../src/memory/store.ts'
import { bridgeTerm } from './glossary.ts'
import { newMember, type TestSite } from './site.ts'
import { writeSettings } from '../src/people/settings.ts'
import { reportMistake } from './corrections.ts'
import { addWord } from '../src/words/actions.ts'
import { factsIn, newArticle, reviewAll, submit, translateAll } from './world.ts'

/** What stands in the addresses of routes, by the name of the part. */
export type Places = Readonly<Record<string, string>>

/** Something that is there for each part of an address of the table of routes; tokens and hashes are forged. */
export async function makePlaces(site: TestSite): Promise<Places> {
  const { article, segments } = await newArticle(site.world, 'en', ['The quiet bridge', 'It rained.', 'Nobody came.'])
  const desk = { article, source: 'en', language: 'uk' }
  await translateAll(site.world, desk, ['Тихий міст', 'Дощило.', 'Ніхто не прийшов.'])
  for (const language of ['en', 'uk']) await publishEdition(site.db, site.world.ed, { article, language, accepted: { missing: 0, behind: 0 } })
  const { submission } = await submit(site.db, site.world.ada, desk, { [segments[1] ?? '']: 'Лило.', [segments[2] ?? '']: 'Нікого.' })
  await reviewAll(site.db, site.world.rev, desk, ({ segment }) =>
    segment === segments[1] ? { outcome: 'edit', text: 'Мжичило.' } : { outcome: 'return', reason: 'Ще раз.' })
  const proposal = (await factsIn(site.db, article, 'en', 'uk')).find(({ segment }) => segment === segments[1])?.proposal?.id
  const { text: slug } = await site.db.selectFrom('slug').select('text').where('article_id', '=', article)
    .where('language', '=', 'uk').executeTakeFirstOrThrow()
  const spare = await newMember(site, 'Spare', [])
  const planned = await newArticle(site.world, 'uk', ['Міст', 'Дощило.'])
  const schedule = await scheduleEditions(site.db, site.world.ed, [{ article: planned.article, language: 'uk', accepted: { missing: 0, behind: 0 } }],
    new Date(Date.now() + 3_600_000).toISOString())
  await transact(site.db, (tx) => writeSettings(tx, { corrections: true }))
  return {
    correction: await reportMistake(site, { article, segment: segments[1] ?? '', language: 'uk', shown: 'Дощило.' }),
    article, language: 'uk', other: 'en', segment: segments[1] ?? '', submission: submission ?? '', proposal: proposal ?? '', person: spare.id, slug,
    number: '1', token: 'forged', part: 'pages', schedule, hash: 'forged', mark: 'forged', width: '800',
    term: await addTerm(site.db, site.world.rev, bridgeTerm()),
    word: (await addWord(site.db, site.world.rev, { language: 'uk', word: 'звіряльня', note: '' })).id,
    import: await transact(site.db, (tx) => insertImport(tx, 'old.tmx', site.world.ed.id)),
    topic: await addTopic(site.db, site.world.ed, { en: 'Bridges' }),
    author: await transact(site.db, (tx) => insertAuthor(tx, site.world.ed.id, { en: { name: 'Ada Hill', role: '' } })),
    ...await nameFor(site, article),
  }
}

/** A topic and an author of a published article: readers find them by their names, the desk by their ids. */
async function nameFor(site: TestSite, article: string): Promise<Places> {
  await transact(site.db, async (tx) => {
    const by = site.world.ed.id
    await replaceArticleTopics(tx, article, [await insertTopic(tx, by, { uk: 'Річки' })])
    const author = await insertAuthor(tx, by, { uk: { name: 'Бо Очерет', role: '' } })
    await replaceArticleAuthors(tx, article, [{ author_id: author, name_segment_id: null, role_segment_id: null }])
  })
  return { 'readers’ topic': 'richky', 'readers’ author': 'bo-ocheret' }
}

/** The method and an address of a route. Throws for a part of an address that nothing was made for. */
export function requestOf(route: string, places: Places): { method: string; path: string } {
  const [method = '', pattern = ''] = route.split(' ')
  const find = (part: string) => (pattern.startsWith('/:language') ? places[`readers’ ${part}`] : undefined) ?? places[part]
  return { method, path: pattern.replace(/:(\w+)/g, (_, part: string) => find(part) ?? assert.fail(`nothing to put for ${part} in ${route}`)) }
}
