import { AppError } from '../errors.ts'
import { CATEGORIES, isTypedMark, LONGEST_COMMENT, MOST_MARKS, SEVERITIES, type NewMark, type TypedMark } from '../quality/marks.ts'
import { cleanText } from '../text/clean.ts'

/** Fields of quality marks beside one proposal: `category-1`, `severity-1`, `words-1`, `comment-1`. */
export const MARK_FIELDS = '(?:category|severity|words|comment)-(?:[1-9]|1\\d|20)'

/** The marks that were typed, in the order of their lines. Throws `invalid` for a choice that the form does not offer. */
export function readMarks(fields: ReadonlyMap<string, string>): TypedMark[] {
  return Array.from({ length: MOST_MARKS }, (_, i): TypedMark => {
    const typed = (part: string) => fields.get(`${part}-${i + 1}`) ?? ''
    return {
      category: chosen(typed('category'), CATEGORIES), severity: chosen(typed('severity'), SEVERITIES),
      words: typed('words'), comment: typed('comment'),
    }
  }).filter(isTypedMark)
}

export type MarkProblem = 'mark_incomplete' | 'mark_words' | 'unusable' | 'too_long'

/** What is wrong with the marks: each says what is wrong and how badly, and quotes words of the text, if any. */
export function marksProblem(marks: readonly TypedMark[], text: string | undefined): MarkProblem | null {
  for (const { category, severity, words, comment } of marks) {
    if (category === '' || severity === '') return 'mark_incomplete'
    const read = cleanText(comment, { max: LONGEST_COMMENT })
    if ('problem' in read) return read.problem === 'too_long' ? 'too_long' : 'unusable'
    const quoted = cleanText(words)
    if ('problem' in quoted || text !== undefined && !text.includes(quoted.text)) return 'mark_words'
  }
  return null
}

/** Marks without a problem, as they are stored. */
export function storedMarks(marks: readonly TypedMark[]): NewMark[] {
  return marks.flatMap(({ category, severity, words, comment }) =>
    category === '' || severity === '' ? [] : [{ category, severity, words: clean(words), comment: clean(comment) }])
}

/** Marks as a draft keeps them. */
export function printMarks(marks: readonly TypedMark[]): string {
  return JSON.stringify(marks)
}

export function parseMarks(printed: string): TypedMark[] {
  return JSON.parse(printed) as TypedMark[]
}

function chosen<T extends string>(typed: string, known: readonly T[]): T | '' {
  const found = known.find((one) => one === typed)
  if (found === undefined && typed !== '') throw new AppError('invalid')
  return found ?? ''
}

function clean(raw: string): string {
  const read = cleanText(raw)
  return 'text' in read ? read.text : ''
}
