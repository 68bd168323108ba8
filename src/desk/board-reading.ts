import type { Id, Language } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { listSchedules } from '../editions/schedule-store.ts'
import { boardCell, type BoardFilter, type BoardRow, type Planned } from './board.ts'
import { listBoard } from './board-store.ts'
import { tallyArticles } from './tallies.ts'
import { titleArticles } from './titles.ts'

/** Every article of the board's kind with how it stands in each language. */
export async function readRows(db: Db, filter: BoardFilter, languages: readonly Language[], lang: Language): Promise<BoardRow[]> {
  const articles = await listBoard(db, filter)
  const tallies = await tallyArticles(db, articles, languages)
  const plans = await readPlans(db)
  const titles = await titleArticles(db, articles, lang)
  const spoken = filter.q === '' ? [] : await Promise.all(languages.map((language) => titleArticles(db, articles, language)))
  return articles.map((article) => {
    const { id, source_language } = article
    const inLanguage = tallies.get(id)
    return {
      article, title: titles.get(id) ?? { text: '…', language: '' },
      titles: [titles, ...spoken].flatMap((known) => known.get(id)?.text ?? []),
      cells: languages.flatMap((language) => {
        const tally = inLanguage?.get(language)
        return tally ? [boardCell(language, language === source_language, tally, plans.get(`${id} ${language}`) ?? null)] : []
      }),
    }
  })
}

/** What is due next, or was refused, by article and language. */
async function readPlans(db: Db): Promise<Map<`${Id} ${Language}`, Planned>> {
  const plans = new Map<`${Id} ${Language}`, Planned>()
  for (const { article, language, at, state } of await listSchedules(db)) {
    const key = `${article} ${language}` as const
    if (plans.get(key)?.state !== 'waiting') plans.set(key, { at, state })
  }
  return plans
}
