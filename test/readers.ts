import { importArticle } from '../src/articles/actions.ts'
import { listSlugs } from '../src/articles/store.ts'
import type { NewSegment } from '../src/articles/model.ts'
import type { Id, Language } from '../src/db/columns.ts'
import type { SiteText } from '../src/db/tables/article.ts'
import { publishEdition, withdrawEdition } from '../src/editions/actions.ts'
import type { TestSite } from './site.ts'
import { reviewAll, submit, translateAll } from './world.ts'

export interface Brought {
  article: Id
  segments: Id[]
  source: Language
}

interface Choices {
  slug?: string
  missing?: number
  behind?: number
}

/** Brings an article in, a title and paragraphs or any segments, and publishes it in its own language. */
export async function publishNew(
  site: TestSite, source: Language, content: readonly (string | NewSegment)[], siteText: SiteText | null = null,
): Promise<Brought> {
  const segments = content.map((one, at) => (typeof one === 'string' ? newSegment(one, at) : one))
  const { article, ...brought } = await importArticle(site.db, site.world.ed, { language: source, siteText, segments, approved: true, message: '' })
  await publish(site, { article }, source)
  return { article, segments: brought.segments, source }
}

function newSegment(text: string, at: number): NewSegment {
  return { kind: at === 0 ? 'title' : 'paragraph', level: 0, list: null, text }
}

/** Publishes what is approved, with gaps and old paragraphs as they are. */
export async function publish(site: TestSite, { article }: Pick<Brought, 'article'>, language: Language, more: Choices = {}) {
  const { slug, missing = 0, behind = 0 } = more
  const edition = await publishEdition(site.db, site.world.ed, { article, language, slug, accepted: { missing, behind } })
  await site.publicationChanged()
  return edition
}

export async function translate(site: TestSite, { article, source }: Brought, language: Language, texts: readonly string[]): Promise<void> {
  await translateAll(site.world, { article, source, language }, texts)
}

/** Changes paragraphs of the original, through review. */
export async function changeOriginal(site: TestSite, { article, source }: Brought, texts: Record<Id, string>): Promise<void> {
  const desk = { article, source, language: source }
  await submit(site.db, site.world.ed, desk, texts)
  await reviewAll(site.db, site.world.rev, desk)
}

export async function withdraw(site: TestSite, { article }: Brought, language: Language): Promise<void> {
  await withdrawEdition(site.db, site.world.ed, { article, language, reason: 'A check' })
  await site.publicationChanged()
}

/** Where readers find the article. */
export async function addressOf(site: TestSite, { article }: Brought, language: Language): Promise<string> {
  return `/${language}/articles/${(await listSlugs(site.db, article)).get(language) ?? ''}`
}

/** The page without what every page carries: the article alone. */
export function articleHtml(html: string): string {
  return /<article[\s\S]*<\/article>/.exec(html)?.[0] ?? ''
}
