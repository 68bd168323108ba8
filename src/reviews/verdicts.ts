import { LONGEST_SEGMENT } from '../articles/model.ts'
import { isId } from '../db/id.ts'
import type { Finding } from '../checks/model.ts'
import type { Id } from '../db/columns.ts'
import { AppError } from '../errors.ts'
import type { TypedMark } from '../quality/marks.ts'
import type { SegmentFacts } from '../segments/model.ts'
import { cleanText } from '../text/clean.ts'
import { MARK_FIELDS, marksProblem, readMarks, storedMarks, type MarkProblem } from './mark-fields.ts'
import { LONGEST_REASON, stillAsShown, type ShownPair, type Verdict } from './model.ts'

/** What somebody chose and typed beside one proposal. */
export interface Choice {
  proposal: Id
  shown: ShownPair
  outcome: Verdict['outcome'] | null
  /** Null where the form had no such field. */
  text: string | null
  reason: string
  minor: boolean
  marks: TypedMark[]
  /** Of the saved draft that the form was filled from; 0 without one. */
  version: number
}

export interface Posted {
  choices: Choice[]
  /** Fields of the whole form: which button was pressed, and what was ticked. */
  also: ReadonlyMap<FormField, string>
}

const FORM_FIELDS = ['all', 'typography', 'own', 'section', 'then', 'forget', 'mark', 'reason'] as const
type FormField = (typeof FORM_FIELDS)[number]

export type ProblemCode = 'undecided' | 'reason_needed' | 'text_needed' | 'text_same' | 'faulty' | 'marks_off' | MarkProblem

export interface ChoiceProblem {
  proposal: Id
  field: 'outcome' | 'text' | 'reason' | 'marks'
  code: ProblemCode
  /** The error that checks find in the text. */
  finding?: Pick<Finding, 'says' | 'words'>
}

const FIELD = new RegExp(`^(shown|outcome|text|reason|minor|draft|${MARK_FIELDS}):(.*)$`, 's')
const OUTCOMES = ['approve', 'edit', 'return'] as const satisfies readonly Verdict['outcome'][]

/** Reads the fields `<name>:<proposal>` of a review form. Throws `invalid` for anything the form cannot have sent. */
export function readPosted(body: unknown): Posted {
  const fields = new Map<Id, Map<string, string>>()
  const also = new Map<FormField, string>()
  for (const [name, value] of Object.entries(typeof body === 'object' && body !== null ? body : {})) {
    if (name === 'form_token') continue
    const [, field, proposal] = FIELD.exec(name) ?? []
    if (typeof value !== 'string') throw new AppError('invalid')
    const whole = FORM_FIELDS.find((known) => known === name)
    if (whole) also.set(whole, value)
    else if (field && isId(proposal)) fields.set(proposal, (fields.get(proposal) ?? new Map<string, string>()).set(field, value))
    else throw new AppError('invalid')
  }
  return { choices: [...fields].map(([proposal, some]) => readChoice(proposal, some)), also }
}

/** `revision,source,approved` as a hidden field says it; an id left out is null. */
export function readShown(value: string): ShownPair {
  const [revision, source, approved, ...more] = value.split(',')
  const ids = [source, approved].filter((part) => part !== '')
  if (!isId(revision) || !ids.every(isId) || more.length > 0) throw new AppError('invalid')
  return { revision, source: source || null, approved: approved || null }
}

/** What is to be decided, and what is wrong with it: nothing for a paragraph without a decision. */
export function judgeChoice(
  choice: Choice, facts: SegmentFacts | undefined, measured: boolean,
): { verdict: Verdict } | { problem: ChoiceProblem } | null {
  const { proposal, shown, minor } = choice
  const marks = storedMarks(choice.marks)
  const current = facts && stillAsShown(facts, proposal, shown) ? facts : undefined
  const problem = problemOf(choice, current) ?? problemOfMarks(choice, current, measured)
  if (problem) return { problem: { proposal, ...problem } }
  switch (choice.outcome) {
    case null: return null
    case 'approve': return { verdict: { proposal, shown, minor, marks, outcome: 'approve' } }
    case 'edit': return { verdict: { proposal, shown, minor, marks, outcome: 'edit', text: cleaned(choice.text) } }
    case 'return': return { verdict: { proposal, shown, minor, marks, outcome: 'return', reason: cleaned(choice.reason) } }
  }
}

/** Was anything typed that would be lost with this choice? */
export function isTyped({ text, reason, marks }: Choice, proposed: string | undefined): boolean {
  return reason.trim() !== '' || marks.length > 0 || (text !== null && cleaned(text) !== '' && cleaned(text) !== cleaned(proposed ?? null))
}

function readChoice(proposal: Id, fields: ReadonlyMap<string, string>): Choice {
  const outcome = fields.get('outcome') ?? ''
  const known = OUTCOMES.find((candidate) => candidate === outcome)
  const version = fields.get('draft') ?? '0'
  if (!known && outcome !== '' || !/^\d{1,9}$/.test(version)) throw new AppError('invalid')
  return {
    proposal, shown: readShown(fields.get('shown') ?? ''), outcome: known ?? null,
    text: fields.get('text') ?? null, reason: fields.get('reason') ?? '', minor: fields.has('minor'), marks: readMarks(fields),
    version: Number(version),
  }
}

function problemOf(choice: Choice, facts: SegmentFacts | undefined): Omit<ChoiceProblem, 'proposal'> | null {
  if (choice.outcome === null) return facts && isTyped(choice, facts.proposal?.text) ? { field: 'outcome', code: 'undecided' } : null
  if (choice.outcome === 'return') {
    const code = reasonProblem(choice.reason)
    return code && { field: 'reason', code }
  }
  if (choice.outcome === 'approve') return null
  const text = cleaned(choice.text)
  const same = facts !== undefined && text === facts.approved?.text && text !== facts.proposal?.text
  const code = textProblem(choice.text ?? '', LONGEST_SEGMENT) ?? (text === '' ? 'text_needed' : same ? 'text_same' : null)
  return code && { field: 'text', code }
}

function problemOfMarks({ marks }: Choice, facts: SegmentFacts | undefined, measured: boolean): Omit<ChoiceProblem, 'proposal'> | null {
  const code = marks.length === 0 ? null : measured ? marksProblem(marks, facts?.proposal?.text) : 'marks_off'
  return code && { field: 'marks', code }
}

export function reasonProblem(raw: string): 'reason_needed' | 'unusable' | 'too_long' | null {
  return textProblem(raw, LONGEST_REASON) ?? (cleaned(raw) === '' ? 'reason_needed' : null)
}

function textProblem(raw: string, max: number): 'unusable' | 'too_long' | null {
  const result = cleanText(raw, { max })
  if ('text' in result) return null
  return result.problem === 'too_long' ? 'too_long' : 'unusable'
}

/** What can be stored of something typed; as it is where that cannot be told. */
export function cleaned(raw: string | null): string {
  const result = cleanText(raw ?? '')
  return 'text' in result ? result.text : raw ?? ''
}
