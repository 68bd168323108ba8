import type { Language } from '../db/columns.ts'
import type { Absence, FrameLanguage } from '../web/frame.ts'
import type { Version } from './model.ts'
import { articlePath } from './paths.ts'
import { listLanguagesEver } from './store.ts'
import { switcherOf, type Reader } from './surroundings.ts'

/** Why readers have no version in each language of the site that is absent; all versions are of one article. */
export async function findAbsences({ db, config }: Reader, versions: readonly Version[]): Promise<Map<Language, Absence>> {
  const missing = config.languages.filter((tag) => !versions.some(({ language }) => language === tag))
  const [one] = versions
  if (missing.length === 0 || !one) return new Map(missing.map((tag) => [tag, 'untranslated']))
  const ever = await listLanguagesEver(db, one.article)
  return new Map(missing.map((tag) => [tag, ever.has(tag) ? 'withdrawn' : tag === one.sourceLanguage ? 'unpublished' : 'untranslated']))
}

/** The links to an article in each language, or with `pathOf` to something of it. */
export async function articleSwitcher(
  reader: Reader, current: Language, versions: readonly Version[], slug: string, pathOf: (version: Version) => string = articlePath,
): Promise<FrameLanguage[]> {
  const absences = await findAbsences(reader, versions)
  return switcherOf(reader.config.languages, current, (language) => {
    const there = versions.find((one) => one.language === language)
    return there ? pathOf(there) : articlePath({ language, slug })
  }, absences)
}
