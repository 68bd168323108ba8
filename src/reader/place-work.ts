import { loadShown, type Place } from './article-parts.ts'
import { listPublishedDetails } from './details.ts'
import { latelyPerGeneration } from './remembered.ts'
import { listCredits, listOpenings } from './store.ts'
import type { Reader } from './surroundings.ts'
import { loadWork, type Work } from './work.ts'

/** An article without its text: enough to draw it, and to cite it. */
export const loadPlaceWork = latelyPerGeneration(async (reader: Reader, { around, version, versions }: Place): Promise<Work> => {
  const { db } = reader
  const { article, language, edition } = version
  const details = (await listPublishedDetails(db, [article], language)).get(article)
  const shown = await loadShown(reader, around, await listOpenings(db, [edition]), new Map())
  const credits = await listCredits(db, edition)
  return loadWork(db, { version, versions, siteName: around.siteName, shown, credits, details, madeFrom: null })
}, ({ around, version }) => `${around.language} ${version.edition}`, 4)
