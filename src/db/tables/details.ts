import type { Id, Language, Timestamp } from '../columns.ts'

/** What kind of publication an article is. */
export type Genre =
  'article' | 'essay' | 'analysis' | 'report' | 'news' | 'reportage' | 'interview' | 'opinion' | 'review' | 'speech' | 'document' | 'letter'

/** What has a name of its own, and a page under it. */
export type NameKind = 'topic' | 'author'

export interface DetailTables {
  /** `merged_into`: the topic that took this one's place; its address leads there. */
  topic: { id: Id; created_by: Id; created_at: Timestamp; merged_into: Id | null }
  /** No two topics of a language have the same folded name. */
  topic_name: { topic_id: Id; language: Language; name: string; name_folded: string }
  article_topic: { article_id: Id; topic_id: Id }
  /** One of the people of the publication: ties the articles of one person together. */
  author: { id: Id; created_by: Id; created_at: Timestamp; merged_into: Id | null }
  /** How the author is spelled now; `role` is empty where none is known. */
  author_name: { author_id: Id; language: Language; name: string; name_folded: string; role: string }
  /** The paragraphs of the byline in which this author stands, if there are such. */
  article_author: { article_id: Id; position: number; author_id: Id; name_segment_id: Id | null; role_segment_id: Id | null }

  /** Where readers find a topic or an author; `text` is one subject's in every language, and leads to it for ever. */
  name_slug: { kind: NameKind; text: string; subject: Id; language: Language; created_at: Timestamp; retired_at: Timestamp | null }

  /** Views: of articles that are published in some language, and of no other. */
  published_article: { article_id: Id; genre: Genre | null; original_date: string | null }
  published_topic: { article_id: Id; topic_id: Id }
  published_topic_name: { topic_id: Id; language: Language; name: string }
  published_author: DetailTables['article_author']
  published_author_name: { author_id: Id; language: Language; name: string }
  published_name_slug: Omit<DetailTables['name_slug'], 'created_at'>
}
