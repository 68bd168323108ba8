import type { Article } from '../articles/model.ts'
import { findArticleByName, listSlugs } from '../articles/store.ts'
import type { Config } from '../config.ts'
import { now } from '../db/id.ts'
import type { Db } from '../db/schema.ts'
import { publishEditions } from '../editions/actions.ts'
import { readerPath } from '../editions/addresses.ts'
import { listBlockers, type Blocker, type PublishingCase } from '../editions/blockers.ts'
import { readCase } from '../editions/compose.ts'
import { isAhead, momentIn, type Moment } from '../editions/moments.ts'
import type { Request } from '../editions/prepare.ts'
import { scheduleEditions } from '../editions/schedule-actions.ts'
import { speak, type Voice } from '../i18n/voice.ts'
import type { Actor } from '../people/model.ts'
import { siteTimeZone } from '../people/settings.ts'
import { findActingPerson } from './people.ts'
import { print, printJson, Refusal, withDb } from './terminal.ts'

export interface PublishOptions {
  language: string
  by?: string
  slug?: string
  partial?: true
  behind?: true
  together?: true
  at?: string
  note?: string
  correction?: string
  important?: true
  dryRun?: true
  json?: true
}

/** Publishes, now or at a time, or says everything that stands in the way. */
export async function publish(voice: Voice, name: string, options: PublishOptions): Promise<void> {
  await withDb(async (db, config) => {
    const article = await findArticleByName(db, name)
    const actor = await findActingPerson(db, voice, options.by, { right: 'publish', language: options.language })
    if (options.important && options.language !== article.source_language) throw new Refusal(voice.t('cli:publish.notOriginal', { language: article.source_language }))
    const zone = await siteTimeZone(db, config)
    const at = options.at === undefined ? null : readTime(voice, zone, options.at)
    const cases = await readCases(db, { article, actor }, options)
    const standing = cases.flatMap((one) => listBlockers(one).map((blocker) => ({ language: one.language, ...blocker })))
    if (options.dryRun) return report(voice, config, { article: article.id, language: options.language, standing }, options)
    if (standing.length > 0) throw new Refusal(linesOf(voice, config, standing).join('\n'))
    const requests = requestsOf(cases, options)
    if (at) {
      await scheduleEditions(db, actor, requests, at.at)
      print(voice.t(at.shift ? `cli:publish.${at.shift}` : 'cli:publish.scheduled', { time: speak(voice.language, zone).format.dateTime(at.at) }))
    } else {
      const editions = await publishEditions(db, actor, requests)
      const slugs = await listSlugs(db, article.id)
      for (const { number, language } of editions) print(voice.t('cli:publish.done', { number, url: config.baseUrl + readerPath(article, language, slugs) }))
    }
  })
}

function readTime(voice: Voice, zone: string, typed: string): Moment {
  const [, date = '', time = ''] = /^(\S+?)[ T](\S+)$/.exec(typed.trim()) ?? []
  const moment = momentIn(zone, date, time)
  if (!moment || !isAhead(moment.at, now())) throw new Refusal(voice.t('cli:publish.badTime', { time: typed, zone }))
  return moment
}

/** The languages to publish, the original first where it goes along, with what the options take on. */
async function readCases(db: Db, who: { article: Article; actor: Actor }, options: PublishOptions): Promise<PublishingCase[]> {
  const { article, actor } = who
  const { language, slug, partial, behind, together } = options
  const own = article.source_language
  const original = together && language !== own ? await readCase(db, { actor, article, language: own }) : null
  const wanted = await readCase(db, { actor, article, language, slug, original: original?.candidate.rows })
  const { missing, behind: old } = wanted.candidate
  const accepted = { missing: partial ? missing.length : 0, behind: behind ? old.length : 0 }
  return [...original ? [original] : [], { ...wanted, accepted }]
}

function requestsOf(cases: readonly PublishingCase[], { language: wanted, slug, note, correction, important }: PublishOptions): Request[] {
  return cases.map(({ article, language, accepted }) => ({
    article: article.id, language, accepted, ...language === wanted ? { slug, note: note ?? '', correction: correction ?? '', important: important === true } : {},
  }))
}

type Standing = Blocker & { language: string }

const OPTIONS = { missing: '--partial', behind: '--behind' } as const
const MOST_PLACES = 20

interface Found {
  article: string
  language: string
  standing: Standing[]
}

function report(voice: Voice, config: Config, { article, language, standing }: Found, { json }: PublishOptions): void {
  const urlOf = (path: string) => config.baseUrl + path
  if (json) {
    const blockers = standing.map(({ why, count, accept, places, href, language: of }) => ({
      language: of, why, count, message: voice.t(`editions:checklist.why.${why}`, { count }), option: accept && OPTIONS[accept],
      url: href && urlOf(href), paragraphs: places.map(({ segment, number, href: path }) => ({ segment, number, url: urlOf(path) })),
    }))
    printJson({ article, language, ready: standing.length === 0, blockers })
  } else {
    for (const line of standing.length > 0 ? linesOf(voice, config, standing) : [voice.t('cli:publish.ready')]) print(line)
  }
  if (standing.length > 0) process.exitCode = 1
}

/** Each blocker in words, with the pages where something can be done about it. */
function linesOf(voice: Voice, { baseUrl }: Config, standing: readonly Standing[]): string[] {
  const { t } = voice
  return standing.flatMap(({ why, count, accept, places, href, language }) => [
    `${language}: ${t(`editions:checklist.why.${why}`, { count })}${accept ? ` (${t('cli:publish.option', { option: OPTIONS[accept] })})` : ''}`,
    ...places.slice(0, MOST_PLACES).map((place) => `  ${place.number}\t${baseUrl}${place.href}`),
    ...places.length > MOST_PLACES ? [`  …\t${t('cli:publish.more', { count: places.length - MOST_PLACES })}`] : [],
    ...href ? [`  ${baseUrl}${href}`] : [],
  ])
}
