import { fold } from './crawl-laws.ts'
import { seedDeclaration, SITE_TEXTS, withoutDeclaration } from './declaration.ts'
import { checkPublicPages } from './public-pages.ts'

checkPublicPages('a site in four languages, two of them by configuration alone', {
  skip: withoutDeclaration,
  finds: { en: 'rights', uk: 'права', pl: 'prawa', de: 'Rechte' },
  without: ['de GET /:language/about 200'],
  seed: async (db) => knownWords((await seedDeclaration(db)).texts),
})

/** Texts that are in one language only, folded. */
function knownWords(texts: Record<string, readonly string[]>): ReadonlyMap<string, string> {
  const own = Object.entries(texts).flatMap(([language, some]) => some.map((text) => [fold(text), language] as const))
  const site = Object.values(SITE_TEXTS).flatMap((words) => Object.entries(words).map(([tag, text]) => [fold(text), tag] as const))
  return new Map([...own, ...site].filter(([text]) => text.length > 8))
}
