import { addTopic } from '../../src/articles/topic-actions.ts'
import type { NewDetails } from '../../src/articles/details.ts'
import type { NewSegment } from '../../src/articles/model.ts'
import type { Language } from '../../src/db/columns.ts'
import type { Db } from '../../src/db/schema.ts'
import type { Genre } from '../../src/db/tables/details.ts'
import type { Actor } from '../../src/people/model.ts'

const TOPICS = {
  city: { uk: 'Місто', en: 'City life' },
  environment: { uk: 'Довкілля', en: 'Environment' },
  memory: { uk: 'Памʼять', en: 'Memory' },
  transport: { uk: 'Транспорт', en: 'Transport' },
}

const ESSAYS: Record<string, { genre: Genre; date: string; topics: (keyof typeof TOPICS)[] }> = {
  'embankment': { genre: 'reportage', date: '2025-10-09', topics: ['city', 'environment'] },
  'archives': { genre: 'essay', date: '2025-02-20', topics: ['city', 'memory'] },
  'night-trains': { genre: 'opinion', date: '2025-11-07', topics: ['transport'] },
  'street-trees': { genre: 'analysis', date: '2025-08-18', topics: ['city', 'environment'] },
}

export async function addTopics(db: Db, editor: Actor): Promise<void> {
  for (const names of Object.values(TOPICS)) await addTopic(db, editor, names)
}

/** What is known of an essay besides its text; its author as the byline has them. */
export function detailsOfEssay(name: string, language: Language, segments: readonly NewSegment[]): NewDetails {
  const { genre, date, topics } = ESSAYS[name] ?? { genre: null, date: null, topics: [] }
  const author = segments.find(({ kind }) => kind === 'author_name')?.text
  const role = segments.find(({ kind }) => kind === 'author_role')?.text ?? ''
  return {
    genre, date, topics: topics.map((topic) => TOPICS[topic][language === 'uk' ? 'uk' : 'en']),
    authors: author === undefined ? [] : [{ name: author, role }],
  }
}
