import type { Language } from '../db/columns.ts'
import { speak, type Voice } from '../i18n/voice.ts'
import { assetUrl } from '../web/assets.ts'
import { textHtml } from '../text/diff-html.ts'
import { creditNames } from './colophon.ts'
import { readNotes } from './edition-notes.ts'
import { editionId, otherFeeds, type Entry } from './feed-model.ts'
import { listCreditsOf, listLatestEditions, type LatestEdition } from './feed-store.ts'
import { loadSite, renderFeed } from './feeds.ts'
import type { Rendered } from './finished.ts'
import type { CreditRow, Version } from './model.ts'
import { editionPath, editionsFeedPath, listPath } from './paths.ts'
import { listEditions, listVersionsOf } from './store.ts'
import type { Reader } from './surroundings.ts'
import type { Typesetter } from './typesetter.ts'

const MOST_EDITIONS = 50

/** Every new edition in a language: what it changed over the one before it, and what it puts right. */
export async function editionsFeedAnswer(reader: Reader, language: Language): Promise<Rendered> {
  const { db, config: { baseUrl, languages } } = reader
  const { siteName, typesetter } = await loadSite(reader, language)
  const voice = speak(language)
  const editions = await listLatestEditions(db, language, MOST_EDITIONS)
  const articles = [...new Set(editions.map(({ article }) => article))]
  const versions = (await listVersionsOf(db, articles)).filter((one) => one.language === language)
  const notes = await loadNotes(reader, versions, voice)
  const credits = Map.groupBy(await listCreditsOf(db, editions.map(({ edition }) => edition)), ({ edition_id }) => edition_id)
  return renderFeed('xml', {
    title: voice.t('reader:feeds.editionsOf', { site: siteName }), language, titleLanguage: voice.language, siteName,
    icon: baseUrl + assetUrl('favicon.svg'), self: baseUrl + editionsFeedPath(language), home: baseUrl + listPath(language),
    alternates: otherFeeds(language, languages, (tag) => baseUrl + editionsFeedPath(tag)),
    entries: editions.flatMap((one) => {
      const version = versions.find(({ article }) => article === one.article)
      return version ? [entryOf({ baseUrl, version, typesetter, voice }, one, notes.get(one.edition) ?? '', credits.get(one.edition) ?? [])] : []
    }),
  })
}

/** What each edition changed, by its id; nothing of a first one. */
async function loadNotes({ db }: Reader, versions: readonly Version[], { t }: Voice): Promise<ReadonlyMap<string, string>> {
  const notes = new Map<string, string>()
  for (const version of versions.filter(({ number }) => number > 1)) {
    const past = await listEditions(db, version.article, version.language)
    for (const [number, note] of await readNotes(db, version, past, t)) {
      const edition = past.find((one) => one.number === number)
      if (edition) notes.set(edition.id, note)
    }
  }
  return notes
}

interface Setting {
  baseUrl: string
  version: Version
  typesetter: Typesetter
  voice: Voice
}

function entryOf({ baseUrl, version, typesetter, voice }: Setting, one: LatestEdition, note: string, credits: readonly CreditRow[]): Entry {
  const { language } = version
  const { t } = voice
  const title = typesetter.plain(one.title, language)
  const numbered = voice.language === language ? t('reader:feeds.edition', { title, number: one.number }) : `${title} — ${one.number}`
  const said = one.number === 1 ? t('reader:feeds.first') : note || t('reader:feeds.same')
  const open = `<p lang="${voice.language}">`
  const correction = `${open}${textHtml(t('reader:feeds.corrected'))} <span lang="${language}">${textHtml(one.correction)}</span></p>`
  return {
    id: editionId(one.edition), url: baseUrl + editionPath(version, one.number), language, title: numbered, summary: '',
    contentHtml: `${open}${textHtml(said)}</p>${one.correction === '' ? '' : correction}`,
    published: one.at, updated: one.at, authors: [], translators: creditNames(credits, 'translator'), topics: [], alternates: [], picture: null,
  }
}
