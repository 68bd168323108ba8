import { placeOf as putAwayTo } from '../articles/details.ts'
import type { Article } from '../articles/model.ts'
import { listTitles } from '../articles/store.ts'
import type { Db } from '../db/schema.ts'
import { namesOf } from '../people/store.ts'
import { plainText } from '../text/inline.ts'
import type { SourceState } from './model.ts'
import type { OriginalPlace } from './pages.ts'

/** What all pages about an original say of it. */
export async function placeOf(db: Db, article: Article, structure: SourceState['structure']): Promise<OriginalPlace> {
  const { id, source_language: language } = article
  const title = (await listTitles(db, [id], language)).get(id)
  return {
    article: id, title: title ? { ...title, text: plainText(title.text) } : { text: '…', language }, language, address: `/desk/articles/${id}/source`,
    putAway: putAwayTo(article),
    structure: structure && {
      mine: structure.mine, sender: (await namesOf(db, [structure.sender])).get(structure.sender) ?? '',
      href: `/desk/submissions/${structure.submission}/source-change`,
    },
  }
}
