import { interfaceLanguages } from '../i18n/languages.ts'
import { speak } from '../i18n/voice.ts'
import type { Genre } from '../db/tables/details.ts'
import { foldName } from './details.ts'

/** In the order in which they are offered. */
export const GENRES = [
  'article', 'essay', 'analysis', 'report', 'news', 'reportage', 'interview', 'opinion', 'review', 'speech', 'document', 'letter',
] as const satisfies readonly Genre[]

/** The kind of publication that a word names, in any language the interface speaks or as the code has it. */
export function readGenre(word: string): Genre | null {
  const folded = foldName(word.trim())
  const voices = interfaceLanguages.map((language) => speak(language))
  return GENRES.find((genre) => genre === folded || voices.some(({ t }) => foldName(t(`details:genre.${genre}`)) === folded)) ?? null
}
