import type { Request, Response } from 'express'
import { findArticle, listTitles } from '../articles/store.ts'
import type { Id, Language } from '../db/columns.ts'
import { can } from '../people/abilities.ts'
import type { Actor } from '../people/model.ts'
import { namesOf } from '../people/store.ts'
import { plainText } from '../text/inline.ts'
import { readProse } from '../text/prose.ts'
import { definePage } from '../web/page.ts'
import type { Problems } from '../web/form.ts'
import type { Site } from '../web/site.ts'
import { articleIn, doneIn, idIn, idOr404, spokenIn, wantedIn } from './asked.ts'
import { readEverywhere } from './everywhere.ts'
import { fieldsOf, wordField } from './forms.ts'
import { listForReaders } from './listing.ts'
import { nameOf } from './model.ts'
import { fieldsFor, glossaryPage, rowOf, type GlossaryPage, type SuggestionsPage, type TermPage } from './pages.ts'
import { pastOf } from './past.ts'
import { inPieces } from './pieces.ts'
import { readGlossary } from './reading.ts'
import { findTerm } from './store.ts'
import { compilingKnown, suggestingTerms, type Suggestion } from './suggest.ts'
import { listPast } from './past-store.ts'
import { listStandingTexts } from './uses-store.ts'

const showList = definePage<GlossaryPage>('glossary/list')
const showTerm = definePage<TermPage>('glossary/term')
const showSuggestions = definePage<SuggestionsPage>('glossary/suggestions')

const MOST_PAST = 30
const MOST_TEXTS = 2000
const WORDS_AT_ONCE = 100
const TEXTS_AT_ONCE = 20

export async function answerList({ db, config: { languages } }: Site, actor: Actor, request: Request, response: Response): Promise<void> {
  const { wanted, page } = wantedIn(request.query)
  const lang = spokenIn(response)
  const gone = idIn(request.query['removed'])
  const term = gone === undefined ? null : await findTerm(db, gone)
  const removed = term?.isRemoved ? { id: term.id, version: term.version, name: nameOf(term, lang) } : null
  const known = { canPropose: can(actor, 'glossary.propose'), canChange: can(actor, 'glossary.change'), done: doneIn(request), removed }
  const terms = await listForReaders(await readGlossary(db), { named: languages[0] ?? lang, lang, searched: wanted.query !== '' })
  await showList(response, glossaryPage(terms, { ...known, wanted, page, lang, languages }))
}

/** A form that is empty but for what a suggestion put there, or what was typed before. */
export async function answerNew(
  { config: { languages } }: Site, actor: Actor, response: Response, typed: Readonly<Record<string, string>>, problems: Problems = {},
): Promise<void> {
  await showTerm(response, {
    id: null, name: null, version: 0, isApproved: can(actor, 'glossary.change'), isRemoved: false, stored: null, note: '',
    canChange: can(actor, 'glossary.propose'), fields: fieldsFor(typed, problems, languages), changed: null, past: [], moved: false, done: null, article: articleIn(typed['article']),
  }, { status: Object.keys(problems).length > 0 ? 422 : 200 })
}

/** What the address says of a term to be added: `?language=uk&text=…`. */
export function suggestedIn({ query }: Request, languages: readonly Language[]): Record<string, string> {
  const { language, text } = query
  const known = languages.find((one) => one === language)
  const article = articleIn(query['article'])
  return { ...article ? { article } : {}, ...known && typeof text === 'string' ? { [wordField('text', known, 0)]: text.slice(0, 200) } : {} }
}

export async function answerTerm(
  { db, config: { languages } }: Site, actor: Actor, id: Id, response: Response,
  { typed, problems = {}, moved = false, done = null, article = null }: {
    typed?: Record<string, string>; problems?: Problems; moved?: boolean; done?: TermPage['done']; article?: Id | null
  } = {},
): Promise<void> {
  const term = await findTerm(db, id)
  const canChange = can(actor, 'glossary.change') && !term.isRemoved
  const rows = await listPast(db, id, MOST_PAST)
  const names = await namesOf(db, [term.changedBy, ...rows.map((row) => row.actor)])
  await showTerm(response, {
    id, name: nameOf(term, spokenIn(response)), version: term.version, isApproved: term.isApproved, isRemoved: term.isRemoved,
    note: term.note, stored: moved || !canChange ? rowOf(term, languages) : null, canChange,
    fields: fieldsFor(typed ?? fieldsOf(term), problems, languages),
    changed: { by: names.get(term.changedBy) ?? '', at: term.changedAt }, past: pastOf(rows, names), moved, done, article,
  }, { status: moved ? 409 : Object.keys(problems).length > 0 ? 422 : 200 })
}

export async function answerSuggestions({ db }: Site, actor: Actor, request: Request, response: Response): Promise<void> {
  const { id: article, source_language: language } = await findArticle(db, idOr404(request.params['article']))
  const texts = (await listStandingTexts(db, [article], [language])).slice(0, MOST_TEXTS).map(({ text }) => readProse(text).words)
  const title = (await listTitles(db, [article], spokenIn(response))).get(article) ?? { text: '…', language: '' }
  const known = await inPieces(compilingKnown(await readGlossary(db), language), WORDS_AT_ONCE)
  const isEverywhere = await readEverywhere(db, article, language)
  const { words, names } = await inPieces(suggestingTerms(texts, { language, known, isEverywhere }), TEXTS_AT_ONCE)
  const listed = (some: readonly Suggestion[]) => some.map((one) =>
    ({ ...one, href: `/desk/glossary/new?${new URLSearchParams({ language, text: one.text, article }).toString()}` }))
  const lists = [{ kind: 'words' as const, words: listed(words) }, { kind: 'names' as const, words: listed(names) }].filter((one) => one.words.length > 0)
  await showSuggestions(response, { article, language, lists, title: { ...title, text: plainText(title.text) }, canPropose: can(actor, 'glossary.propose') })
}
