import type { Config } from '../config.ts'
import type { Language } from '../db/columns.ts'
import { isId } from '../db/id.ts'
import { speak } from '../i18n/voice.ts'
import type { Inline, OtherLanguage } from '../text/inline.ts'
import { linkedNames, linkedSegments, readArticleLink, type ArticleLink } from '../text/links.ts'
import { listBySlug, listLinked, listStanding, type Linked } from './links-store.ts'
import { articlePath } from './paths.ts'
import type { ReaderDb } from './published.ts'

/** Where a link leads that its text gives so; null: nowhere that readers can go. Undefined for what is no link to an article. */
export type Lead = (href: string) => { href: string; to?: OtherLanguage } | null | undefined

interface Site {
  db: ReaderDb
  config: Pick<Config, 'languages' | 'baseUrl'>
}

/**
 * Leads links of these texts to articles in this language, else to the original, else to the language there is. Three queries, however
 * many links there are.
 */
export async function loadLead({ db, config }: Site, language: Language, texts: readonly string[]): Promise<Lead> {
  const names = linkedNames(texts)
  const bySlug = await listBySlug(db, names.filter((name) => !isId(name)))
  const articleOf = (name: string) => bySlug.get(name) ?? name
  const ids = [...new Set(names.map(articleOf).filter(isId))]
  const linked = (await listLinked(db, ids)).filter((one) => config.languages.includes(one.language))
  const best = new Map([...Map.groupBy(linked, ({ article }) => article)].map(([article, versions]) =>
    [article, bestOf(versions, language, config.languages)]))
  const standing = await listStanding(db, [...best.values()].flatMap((one) => one?.edition ?? []), linkedSegments(texts))
  return (href) => {
    const link = readArticleLink(href, config.baseUrl)
    if (!link) return undefined
    const target = best.get(articleOf(link.name))
    return target ? leadTo(target, link, standing, language) : null
  }
}

/** The words of a paragraph with its links led where they lead now. */
export function leadLinks(parts: readonly Inline[], lead: Lead): Inline[] {
  return parts.flatMap((part): Inline[] => {
    if (!('parts' in part)) return [part]
    const inner = leadLinks(part.parts, lead)
    if (part.kind !== 'link') return [{ ...part, parts: inner }]
    const led = lead(part.href)
    if (led === null) return inner
    return [{ ...part, ...led, parts: inner }]
  })
}

function bestOf(versions: readonly Linked[], language: Language, order: readonly Language[]): Linked | undefined {
  const rank = (one: Linked) => one.language === language ? -2 : one.language === one.sourceLanguage ? -1 : order.indexOf(one.language)
  return versions.toSorted((a, b) => rank(a) - rank(b))[0]
}

function leadTo(target: Linked, { segment }: ArticleLink, standing: ReadonlySet<string>, language: Language): ReturnType<Lead> {
  const place = segment !== null && standing.has(`${target.edition} ${segment}`) ? `#p-${segment}` : ''
  const href = articlePath(target) + place
  return target.language === language ? { href } : { href, to: { language: target.language, ...noteOf(target.language, language) } }
}

const NAMED = ['uk', 'en', 'pl', 'de'] as const

/** «(англ.)»: said to those who read the page. */
function noteOf(target: Language, language: Language): Pick<OtherLanguage, 'note' | 'noteLanguage'> {
  const { t, format, language: noteLanguage } = speak(language)
  const named = NAMED.find((tag) => tag === target)
  return { note: named ? t(`reader:inLanguage.${named}`) : t('reader:inLanguage.other', { language: format.languageName(target) }), noteLanguage }
}
