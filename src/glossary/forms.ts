import { z } from 'zod'
import { AppError } from '../errors.ts'
import type { Id, Language } from '../db/columns.ts'
import { isId } from '../db/id.ts'
import type { Problem } from '../i18n/resources.ts'
import { typedIn } from '../people/forms.ts'
import { cleanText } from '../text/clean.ts'
import { form, readForm, words, type FormResult } from '../web/form.ts'
import {
  KINDS, LONGEST_NOTE, LONGEST_WORD, MOST_VARIANTS, PARTS_OF_SPEECH, RULES, STATUSES, type ContentFault, type TermContent, type Variant,
} from './model.ts'
import { findFaults } from './rules.ts'

const PARTS = ['text', 'status', 'speech', 'rule', 'note'] as const
type Part = (typeof PARTS)[number]

/** The field of one thing about one word. */
export const wordField = (part: Part, language: Language, row: number) => `${part}_${language}_${row}`
const definitionField = (language: Language) => `definition_${language}`

const WORDS_PROBLEM: Record<ContentFault['fault'], { part: Part; problem: Problem }> = {
  nothing: { part: 'text', problem: 'required' }, twice: { part: 'text', problem: 'taken' }, two_preferred: { part: 'status', problem: 'one_preferred' },
  reason: { part: 'note', problem: 'required' }, romanized: { part: 'text', problem: 'romanized' },
}

/** All words of a term in one form: rows without a word are left out. */
export function readTermForm(
  body: unknown, languages: readonly Language[],
): FormResult<{ shown: number; content: TermContent; article: Id | null }> {
  const read = readForm(termForm(languages), body)
  if (!read.ok) return read
  const fields = new Map<string, unknown>(Object.entries(read.value))
  const given = (field: string) => textOf(fields.get(field))
  const rows = placesOf(languages).filter(({ language, row }) => given(wordField('text', language, row)) !== '')
  const variants = rows.map(({ language, row }): Variant => ({
    language, text: given(wordField('text', language, row)), note: given(wordField('note', language, row)),
    status: oneOf(STATUSES, given(wordField('status', language, row))), speech: oneOf(PARTS_OF_SPEECH, given(wordField('speech', language, row))),
    rule: oneOf(RULES, given(wordField('rule', language, row))),
  }))
  const definitions = Object.fromEntries(languages.flatMap((language) => {
    const text = given(definitionField(language))
    return text === '' ? [] : [[language, text]]
  }))
  const content = { kind: read.value.kind, domain: read.value.domain, note: read.value.note, variants, definitions }
  const problems = findFaults(content).map(({ at, fault }): [string, Problem] => {
    const { part, problem } = WORDS_PROBLEM[fault]
    const { language, row } = rows[at ?? 0] ?? { language: languages[0] ?? '', row: 0 }
    return [wordField(part, language, row), problem]
  })
  if (problems.length > 0) return { ok: false, problems: Object.fromEntries(problems.toReversed()) }
  return { ok: true, value: { shown: read.value.shown, article: read.value.article, content } }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function termForm(languages: readonly Language[]) {
  const fields = placesOf(languages).flatMap(({ language, row }) => [
    [wordField('text', language, row), word(LONGEST_WORD)], [wordField('note', language, row), word(LONGEST_WORD)],
    [wordField('status', language, row), z.enum(STATUSES).optional()], [wordField('speech', language, row), z.enum(PARTS_OF_SPEECH).optional()],
    [wordField('rule', language, row), z.enum(RULES).optional()],
  ])
  return form({
    ...Object.fromEntries(fields) as Record<string, z.ZodType>,
    ...Object.fromEntries(languages.map((language) => [definitionField(language), note().optional()])),
    shown: z.string().regex(/^\d{1,9}$/).optional().transform((count) => Number(count ?? 0)),
    // Whose words somebody is going through.
    article: z.string().optional().transform((typed) => isId(typed) ? typed : null),
    kind: z.enum(KINDS), domain: word(LONGEST_WORD), note: note(),
  })
}

function note() {
  return words({ max: LONGEST_NOTE, optional: true })
}

/** One line, or nothing. */
function word(max: number) {
  const fits = (raw: string) => {
    const cleaned = cleanText(raw.replace(/\s+/gu, ' '), { max })
    return 'text' in cleaned && !/\p{Cc}/u.test(cleaned.text)
  }
  return z.string().refine((raw) => raw.trim().length <= max, 'too_long').refine(fits, 'invalid').optional()
    .transform((raw) => (raw ?? '').replace(/\s+/gu, ' ').normalize('NFC').trim())
}

function placesOf(languages: readonly Language[]): { language: Language; row: number }[] {
  return languages.flatMap((language) => Array.from({ length: MOST_VARIANTS }, (_, row) => ({ language, row })))
}

function oneOf<T extends string>(known: readonly T[], word: string): T {
  const [first] = known
  if (first === undefined) throw new Error('nothing to choose from')
  return known.find((one) => one === word) ?? first
}

/** What was typed, to be shown again. */
export function typedTerm(body: unknown, languages: readonly Language[]): Record<string, string> {
  const places = placesOf(languages).flatMap(({ language, row }) => PARTS.map((part) => wordField(part, language, row)))
  return typedIn(body, ['kind', 'domain', 'note', 'shown', 'article', ...languages.map(definitionField), ...places])
}

/** A term in the fields of its form. */
export function fieldsOf({ kind, domain, note, variants, definitions }: TermContent): Record<string, string> {
  const byLanguage = [...Map.groupBy(variants, ({ language }) => language).values()]
  const rows = byLanguage.flatMap((some) => some.map((variant, row) => ({ variant, row })))
  return {
    kind, domain, note,
    ...Object.fromEntries(Object.entries(definitions).map(([language, text]) => [definitionField(language), text])),
    ...Object.fromEntries(rows.flatMap(({ variant, row }) => PARTS.map((part) => [wordField(part, variant.language, row), variant[part]]))),
  }
}

const DECIDE = form({ shown: z.string().regex(/^\d{1,9}$/).transform(Number) })

/** The version that a button speaks of. Throws `invalid` for what no button of ours sends. */
export function readShown(body: unknown): number {
  const read = readForm(DECIDE, body)
  if (!read.ok) throw new AppError('invalid', { fields: Object.keys(read.problems).join(' ') })
  return read.value.shown
}
