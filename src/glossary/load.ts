import { canonicalJson } from '../text/canonical.ts'
import { textHash } from '../text/hash.ts'
import type { FileTerm } from './file.ts'
import { contentKey, MOST_VARIANTS, type GlossaryTerm, type TermContent, type Variant } from './model.ts'
import { findFaults, foldTerm } from './rules.ts'

/** What a file would do to the glossary: terms to be added, those to become something else, and how many stay as they are. */
export interface Plan {
  added: readonly TermContent[]
  changed: readonly { term: GlossaryTerm; content: TermContent }[]
  same: number
}

/** Equal for plans that do the same to the same terms; a term a step. */
export function* markingPlan({ added, changed }: Plan): Generator<undefined, string> {
  const keys: string[] = []
  for (const content of added) {
    keys.push(contentKey(content))
    yield
  }
  for (const { term, content } of changed) {
    keys.push(canonicalJson([term.id, term.version, contentKey(content)]))
    yield
  }
  return textHash(keys.join('\n'))
}

/**
 * What a file would do: a term with the id of one here takes its place; one with the same preferred words gives it what it has not yet;
 * any other is new. Terms of the file that are one here are put together. A term a step.
 */
export function* planningLoad(terms: readonly GlossaryTerm[], file: readonly FileTerm[]): Generator<undefined, Plan> {
  const byId = new Map(terms.map((term) => [term.id, term]))
  const byWords = new Map<string, { term: GlossaryTerm }[]>()
  for (const term of terms) {
    for (const key of preferredOf(term)) byWords.set(key, [...byWords.get(key) ?? [], { term }])
    yield
  }
  const added: TermContent[] = []
  const changed = new Map<string, { term: GlossaryTerm; content: TermContent }>()
  const seen = new Set<string>()
  let same = 0
  for (const { id, content } of file) {
    const own = byId.get(id)
    const term = own ?? alike(content, byWords)
    const before = term ? changed.get(term.id)?.content ?? term : undefined
    const wanted = before && !own ? together(before, content) : content
    if (seen.has(contentKey(content)) || (term && before && term.isApproved && contentKey(before) === contentKey(wanted))) same += 1
    else if (term) changed.set(term.id, { term, content: wanted })
    else added.push(content)
    seen.add(contentKey(content))
    yield
  }
  return { added, changed: [...changed.values()], same }
}

function preferredOf({ kind, variants }: TermContent): string[] {
  return variants.filter(({ status }) => status === 'preferred').map(({ language, text }) => `${kind} ${language} ${foldTerm(text)}`)
}

/** The one whose preferred words are the same in every language that both have. */
function alike(content: TermContent, byWords: ReadonlyMap<string, { term: GlossaryTerm }[]>): GlossaryTerm | undefined {
  const own = preferredOf(content)
  const languageIn = (key: string) => key.split(' ').slice(0, 2).join(' ')
  return own.flatMap((key) => byWords.get(key) ?? []).find(({ term }) =>
    preferredOf(term).every((key) => own.includes(key) || !own.some((one) => languageIn(one) === languageIn(key))))?.term
}

/** What is here stays; what the file has besides comes after it. */
function together(here: TermContent, file: TermContent): TermContent {
  const known = new Set(here.variants.map(wordKey))
  const news = file.variants.filter((one) => !known.has(wordKey(one)))
  const settled = new Set(here.variants.filter(({ status }) => status === 'preferred').map(({ language }) => language))
  const fitting = news.map((one): Variant => one.status === 'preferred' && settled.has(one.language) ? { ...one, status: 'allowed' } : one)
  const joined = {
    ...here, domain: here.domain || file.domain, note: here.note || file.note, variants: [...here.variants, ...fitting],
    definitions: { ...file.definitions, ...here.definitions },
  }
  const tooMany = [...Map.groupBy(joined.variants, ({ language }) => language).values()].some((some) => some.length > MOST_VARIANTS)
  return tooMany || findFaults(joined).length > 0 ? here : joined
}

function wordKey({ language, text }: Variant): string {
  return `${language} ${foldTerm(text)}`
}
