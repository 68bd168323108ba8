import type { Id, Language } from '../db/columns.ts'
import { definePage } from '../web/page.ts'
import { render } from './answers.ts'
import type { Rendered } from './finished.ts'
import { alternatesOf, defaultVersion, type PageHead } from './head.ts'
import type { Version } from './model.ts'
import { articlePath, frontPath, permalinkPath } from './paths.ts'
import { loadSurroundings, type Reader } from './surroundings.ts'
import { withPlainTitles } from './typesetter.ts'
import { wayTo, type Way } from './ways.ts'

/** An address without a language, as a file: who reads it is not known, so it leads nobody anywhere but offers every language. */
export interface CrossroadsPage {
  head: PageHead
  title: string
  /** Of the title. */
  language: Language
  ways: { language: Language; title: string; way: Way }[]
}

const showCrossroads = definePage<CrossroadsPage>('reader/crossroads', 'public')

interface Direction {
  language: Language
  title: string
  path: string
}

/** `/`, with the front page of each language. */
export async function siteCrossroads(reader: Reader): Promise<Rendered> {
  const { languages: [first = 'uk', ...others], baseUrl } = reader.config
  const directions = await Promise.all([first, ...others].map(async (language) => ({
    language, title: (await loadSurroundings(reader, language)).siteName, path: frontPath(language),
  })))
  return crossroads(reader, '/', first, directions, { canonical: `${baseUrl}/`, alternates: alternatesOf(baseUrl, directions, first) })
}

/** `/a/:article`, with the article in each language that has it. */
export async function articleCrossroads(reader: Reader, article: Id, published: readonly Version[]): Promise<Rendered> {
  const { language = 'uk' } = defaultVersion(published) ?? {}
  const { typesetter } = await loadSurroundings(reader, language)
  const directions = withPlainTitles(published, typesetter)
    .map((version) => ({ language: version.language, title: version.title, path: articlePath(version) }))
  return crossroads(reader, permalinkPath(article), language, directions, { robots: 'noindex' })
}

async function crossroads(
  reader: Reader, path: string, language: Language, directions: readonly Direction[], head: PageHead,
): Promise<Rendered> {
  const ways = directions.map((one) => ({ language: one.language, title: one.title, way: wayTo(one.path, one.language) }))
  const title = directions.find((one) => one.language === language)?.title ?? ''
  return render(showCrossroads, reader, await loadSurroundings(reader, language), path, { head, title, language, ways })
}
