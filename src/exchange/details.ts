import { cleanName, isDay, MOST_AUTHORS, MOST_TOPICS, type NewDetails } from '../articles/details.ts'
import { GENRES, readGenre } from '../articles/genres.ts'
import { plainText } from '../text/inline.ts'
import type { Particulars } from '../text/markdown/model.ts'
import type { Block } from '../text/pagetext/model.ts'
import type { Fault } from './faults.ts'
import type { Fields } from './read-block.ts'

/** What is known of the article besides its texts, as it stands in the form: topics with commas between them. */
export interface TypedDetails { date: string; genre: string; topics: string }

const LONGEST = 8_000

/** What a text says of itself, as the form shows it; `unknown` is a kind of publication that nobody here has heard of. */
export function typeDetails({ date, topics, genre }: Particulars): { details: TypedDetails; unknown: string | null } {
  const known = genre === null ? null : readGenre(genre)
  return { details: { date: date ?? '', genre: known ?? '', topics: topics.join(', ') }, unknown: known === null ? genre : null }
}

export function readDetails(fields: Fields): TypedDetails {
  const field = (name: string) => (fields.get(name) ?? '').replace(/\s+/g, ' ').trim().slice(0, LONGEST)
  return { date: field('date'), genre: field('genre'), topics: field('topics') }
}

export function findDetailFaults({ date, genre, topics }: TypedDetails): Fault[] {
  const named = splitTopics(topics)
  const codes = [
    ...date !== '' && !isDay(date) ? ['date' as const] : [],
    ...genre !== '' && !GENRES.some((one) => one === genre) ? ['genre' as const] : [],
    ...named.length > MOST_TOPICS || named.some((topic) => cleanName(topic) === null) ? ['topics' as const] : [],
  ]
  return codes.map((code) => ({ at: 'details', code }))
}

/** The details of an article about to be brought in; its authors are those its byline names. */
export function detailsOf({ date, genre, topics }: TypedDetails, blocks: readonly Block[]): NewDetails {
  return {
    date: date || null,
    genre: GENRES.find((one) => one === genre) ?? null,
    topics: splitTopics(topics).map((topic) => cleanName(topic) ?? topic),
    authors: authorsIn(blocks),
  }
}

function splitTopics(topics: string): string[] {
  return [...new Set(topics.split(/[,;]/).map((topic) => topic.trim()).filter((topic) => topic !== ''))]
}

function authorsIn(blocks: readonly Block[]): { name: string; role: string }[] {
  const named = blocks.flatMap(({ kind }, at) => kind === 'author_name' ? [at] : []).slice(0, MOST_AUTHORS)
  return named.flatMap((at) => {
    const [author, next] = [blocks[at], blocks[at + 1]]
    const name = cleanName(plainText(author?.text ?? ''))
    return name === null ? [] : [{ name, role: next?.kind === 'author_role' ? cleanName(plainText(next.text)) ?? '' : '' }]
  })
}
