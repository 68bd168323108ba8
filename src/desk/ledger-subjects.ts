import type { Id, Language } from '../db/columns.ts'
import type { LedgerRow } from '../ledger/model.ts'
import { can } from '../people/abilities.ts'
import type { Actor } from '../people/model.ts'
import { detailsOf, text } from './ledger-told.ts'

/** What was acted on: named where it has a name, linked where the reader of the page may go. */
export interface Subject {
  kind: 'site' | 'backup' | 'glossary' | 'image' | 'named'
  name: string | null
  language: Language | null
  href: string | null
}

/** What the lines speak of, by id. */
export interface Known {
  people: ReadonlyMap<Id, string>
  /** The article of each submission. */
  submissions: ReadonlyMap<Id, Id>
  titles: ReadonlyMap<Id, { text: string; language: Language }>
  /** Authors, topics and terms. */
  names: ReadonlyMap<Id, { text: string; language: Language }>
}

/** What a line is about, by ids. */
interface About {
  person?: Id
  article?: Id | null
  submission?: Id | null
  /** The language of an edition. */
  editions?: Language | null
  author?: Id
  topic?: Id
  term?: Id
  image?: string
  backup?: true
  glossary?: true
  /** A word of the site, as it was when it was added or removed. */
  word?: { text: string; language: Language | null }
  /** A file of the translation memory, by its name. */
  import?: string
  correction?: Id
}

export function aboutOf(row: LedgerRow): About {
  const [kind, id = ''] = row.subject.split(':')
  switch (kind) {
    case 'person': return { person: id }
    case 'article': return { article: id }
    case 'submission': return { submission: id }
    case 'proposal': return { submission: text(detailsOf(row)['submission']) }
    case 'edition': return { article: text(detailsOf(row)['article']), editions: text(detailsOf(row)['language']) }
    case 'correction': return { article: text(detailsOf(row)['article']), correction: id }
    case 'segment': return { article: text(detailsOf(row)['article']) }
    case 'author': return { author: id }
    case 'topic': return { topic: id }
    case 'term': return { term: id }
    case 'glossary': return { glossary: true }
    case 'word': return { word: { text: text(detailsOf(row)['word']) ?? id, language: text(detailsOf(row)['language']) } }
    case 'import': return { import: text(detailsOf(row)['name']) ?? id }
    case 'image': return { image: id }
    case 'site': return id === 'backup' ? { backup: true } : {}
    default: return {}
  }
}

export function subjectFor(about: About, known: Known, reader: Actor): Subject {
  const { person, author, topic, term, image } = about
  if (person !== undefined) {
    const href = can(reader, 'people.manage') ? `/desk/people#person-${person}` : null
    return { kind: 'named', name: known.people.get(person) ?? person, language: null, href }
  }
  if (author !== undefined) return named(author, '/desk/authors', known)
  if (topic !== undefined) return named(topic, '/desk/topics', known)
  if (term !== undefined) return named(term, '/desk/glossary', known)
  if (about.glossary) return { kind: 'glossary', name: null, language: null, href: '/desk/glossary' }
  if (about.word) return { kind: 'named', name: about.word.text, language: about.word.language, href: '/desk/words' }
  if (about.import !== undefined) return { kind: 'named', name: about.import, language: null, href: '/desk/memory/imports' }
  if (image !== undefined) return { kind: 'image', name: null, language: null, href: `/desk/images/${image}` }
  if (about.backup) return { kind: 'backup', name: null, language: null, href: null }
  const settings = can(reader, 'settings.change') ? '/desk/settings' : null
  return articleSubject(about, known) ?? { kind: 'site', name: null, language: null, href: settings }
}

function articleSubject({ article, submission, editions, correction }: About, { submissions, titles }: Known): Subject | null {
  const of = article ?? submissions.get(submission ?? '')
  if (of === undefined) return null
  const title = titles.get(of)
  const href = correction ? `/desk/corrections/${correction}` : submission ? `/desk/submissions/${submission}`
    : editions ? `/desk/articles/${of}/languages/${editions}/editions` : `/desk/articles/${of}`
  return { kind: 'named', name: title?.text ?? of, language: title?.language ?? null, href }
}

/** What has no name any more has no page either. */
function named(id: Id, room: string, { names }: Known): Subject {
  const name = names.get(id)
  return { kind: 'named', name: name?.text ?? id, language: name?.language ?? null, href: name ? `${room}/${id}` : null }
}
