import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { Problems } from '../web/form.ts'
import { placeOf, type PutAway } from './details.ts'
import type { Article } from './model.ts'
import type { Title } from './store.ts'

/** What putting an article into the archive or the trash will do, and why it is done. */
export interface PutAwayPage {
  article: Id
  title: Title
  to: PutAway
  /** The languages in which readers have the article. */
  published: readonly Language[]
  /** It cannot go there: it is there, or readers still have it. */
  refused: 'there' | 'published' | null
  open: { drafts: number; waiting: number }
  reason: string
  problems: Problems
}

export function putAwayPage(
  article: Article, known: { title: Title | undefined } & Pick<PutAwayPage, 'published' | 'open'>,
  { to, reason = '', problems = {} }: Pick<PutAwayPage, 'to'> & Partial<Pick<PutAwayPage, 'reason' | 'problems'>>,
): PutAwayPage {
  const { published, open, title = { text: '…', language: article.source_language } } = known
  const place = placeOf(article)
  const refused = place === to || place === 'trash' ? 'there' : to === 'trash' && published.length > 0 ? 'published' : null
  return { article: article.id, title, to, published, open, reason, problems, refused }
}

/** The articles in the trash, the latest first. */
export interface TrashPage {
  rows: { article: Id; title: Title; at: Timestamp; by: string; canRestore: boolean }[]
  /** There are more than are shown. */
  more: boolean
  done: 'trashed' | undefined
}

export const MOST_SHOWN = 200

export function trashPage(articles: readonly (Article & { by: string })[], known: {
  titles: ReadonlyMap<Id, Title>; canRestore: (article: Article) => boolean; done: TrashPage['done']
}): TrashPage {
  return {
    more: articles.length > MOST_SHOWN, done: known.done,
    rows: articles.slice(0, MOST_SHOWN).map((article) => ({
      article: article.id, title: known.titles.get(article.id) ?? { text: '…', language: article.source_language }, by: article.by,
      at: article.trashed_at ?? '', canRestore: known.canRestore(article),
    })),
  }
}
