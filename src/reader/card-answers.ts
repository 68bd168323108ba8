import type { Language } from '../db/columns.ts'
import { interfaceLanguages } from '../i18n/languages.ts'
import { speak } from '../i18n/voice.ts'
import { atPlace } from './article-answers.ts'
import { drawCard, type Card } from './card.ts'
import type { Rendered } from './finished.ts'
import { loadPlaceWork } from './place-work.ts'
import type { Unkept } from './shelf.ts'
import { loadSurroundings, type Reader } from './surroundings.ts'
import type { Work } from './work.ts'

/** The picture that shows an article where a link to it is shared. Throws `not_found` as the article does. */
export async function cardAnswer(reader: Reader, language: Language, slug: string): Promise<Rendered | Unkept> {
  return atPlace(reader, language, slug, '/card.png', async (place) => pictureOf(language, cardOf(await loadPlaceWork(reader, place))))
}

/** The same of the site. */
export async function siteCardAnswer(reader: Reader, language: Language): Promise<Rendered> {
  const { siteName, tagline, place } = await loadSurroundings(reader, language)
  return pictureOf(language, { kicker: place, title: siteName, byline: '', credit: tagline, siteName: new URL(reader.config.baseUrl).host })
}

/** Words of the interface only where it speaks the language: a card says one. */
function cardOf({ version: { language, title }, genre, topics, authors, translators, siteName }: Work): Card {
  const { t, format } = speak(language)
  const spoken = interfaceLanguages.includes(language)
  const kind = genre && spoken ? [t(`details:genre.${genre}`)] : []
  return {
    kicker: [...kind, ...topics.slice(0, 1)].join(' · ').toLocaleUpperCase(language),
    title, siteName, byline: authors.map(({ text }) => text).join(', '),
    credit: spoken && translators.length > 0 ? t('reader:credit.translation', { names: format.list([...translators]) }) : '',
  }
}

/** It says nothing of the day: it stays until something is published. */
async function pictureOf(language: Language, card: Card): Promise<Rendered> {
  return { status: 200, body: await drawCard(card), type: 'image/png', language, expires: Infinity }
}
