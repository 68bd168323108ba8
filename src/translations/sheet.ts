import { LONGEST_SEGMENT } from '../articles/model.ts'
import { isFindingId } from '../checks/key.ts'
import { isId } from '../db/id.ts'
import type { Id } from '../db/columns.ts'
import { AppError } from '../errors.ts'
import type { Problem } from '../i18n/resources.ts'
import { LONGEST_REASON } from '../quality/model.ts'
import { cleanText, type TextProblem } from '../text/clean.ts'
import { readShow, type Show } from './filters.ts'
import { readFixes, type TextFix } from './fixes.ts'
import { readOffer } from './offers.ts'
import { LONGEST_MESSAGE, markOf, type Conflict, type Shown } from './model.ts'
import { readReturn, type ShownReturn } from './whole.ts'

/** What a button of the page asks for, besides saving all that was typed. */
const ON_SEGMENT = ['next', 'stay', 'fits', 'again', 'discard', 'copy', 'old', 'merged', 'drop', 'send', 'give_up', 'withdraw', 'spelling', 'suggest', 'machine'] as const
export type Act =
  | { do: (typeof ON_SEGMENT)[number]; segment: Id }
  | { do: 'all' | 'chosen' }
  | { do: 'recall' | 'rest'; submission: Id }
  | { do: 'confirm'; segment: Id; edit: ShownEdit }
  | { do: 'meant' | 'reopen'; segment: Id; finding: string }
  | { do: 'fix' | 'unfix'; segment: Id; fixes: readonly TextFix[] }
  | { do: 'term'; segment: Id; term: Id }
  | { do: 'match'; segment: Id; n: number }

/** An answer to a finding of a paragraph. */
export interface TypedReason {
  segment: Id
  finding: string
  reason: string
}

/** A reviewer's edit, and what stood beside it on the page. */
export interface ShownEdit {
  proposal: Id
  revision: Id
  source: Id | null
  approved: Id | null
}

/** One paragraph's field as it was sent. */
export interface TypedField {
  segment: Id
  /** As it came, apart from line ends. */
  typed: string
  /** Fit to store, or why it is not. Empty gives the draft up. */
  cleaned: { text: string } | { problem: TextProblem }
  shown: Shown
  /** The words that these were typed over, from a page that knows them. */
  before?: string
  /** Where the words were taken from, if somebody took them. */
  offer?: string
  /** On the page of a conflict: which. */
  mend?: Conflict['with']
  /** Differs from the words that stood there. */
  changed: boolean
}

/** The whole page of a translator as one form. */
export interface Sheet {
  fields: TypedField[]
  act: Act
  /** Drafts ticked to be sent, by segment: the version that was shown. */
  chosen: Map<Id, number>
  /** Drafts that could have been ticked. */
  offered: Id[]
  /** Ticked: what is doubtful is meant so. */
  anyway: Set<Id>
  /** Why findings are meant so, wherever somebody typed that. */
  reasons: TypedReason[]
  /** Returned texts that `rest` keeps as they are, each as it was shown, with the submission it was returned in. */
  returned: ShownReturn[]
  /** Null from a page without such a field. */
  message: string | null
  problem: Problem | null
  show: Show
  /** One paragraph's own page, or the whole article. */
  view: 'one' | 'all'
}

/** Reads the form of the translator's page. Throws `invalid` for one that no page of ours shows. */
export function readSheet(body: unknown): Sheet {
  const fields = new Map(entriesOf(body))
  const under = (prefix: string) =>
    [...fields].flatMap(([name, value]) => name.startsWith(prefix) ? [[segmentIn(name, prefix), value] as const] : [])
  const plain = [...fields.keys()].filter((name) => !name.includes(':'))
  const stray = plain.find((name) => !PLAIN.includes(name)) ?? [...fields.keys()].find((name) => name.includes(':') && !KNOWN.test(name))
  if (stray !== undefined) throw new AppError('invalid', { field: stray.slice(0, 40) })
  const texts = new Map(under('text:'))
  if ([...texts.keys()].some((segment) => !fields.has(`shown:${segment}`))) throw new AppError('invalid', { field: 'shown' })
  const message = cleanText(fields.get('message') ?? '', { max: LONGEST_MESSAGE })
  return {
    fields: under('shown:').map(([segment, shown]) => ({
      ...fieldOf(segment, texts.get(segment) ?? '', shown), ...offerOf(fields.get(`offer:${segment}`)), ...mendOf(fields.get(`before:${segment}`), fields.get(`mend:${segment}`)),
    })),
    act: readAct(fields),
    chosen: new Map(under('draft:').map(([segment, version]) => [segment, versionIn(version)])),
    offered: under('offered:').map(([segment]) => segment),
    anyway: new Set(under('anyway:').map(([segment]) => segment)),
    reasons: readReasons(fields),
    returned: under('returned:').map(([segment, printed]) => readReturn(segment, printed)),
    message: 'text' in message && fields.has('message') ? message.text : fields.get('message') ?? null,
    problem: 'text' in message ? null : message.problem === 'too_long' ? 'too_long' : 'invalid',
    show: readShow(fields.get('show')), view: fields.get('view') === 'one' ? 'one' : 'all',
  }
}

const PLAIN = ['form_token', 'do', 'message', 'show', 'view']
const KNOWN = /^(text|shown|draft|offered|anyway|returned|before|mend|reason|offer):/
const SHOWN = /^([0-9a-z]{22})?,([0-9a-z]{22})?,(\d{1,9}),([0-9a-f]{16})(?:,([0-9a-z]{22}))?$/

/** What a form says it showed of a paragraph. */
export function printShown({ base, source, version, from }: Shown, text: string): string {
  return [base ?? '', source ?? '', version, markOf(text), ...from === undefined ? [] : [from]].join()
}

const EDIT = /^([0-9a-z]{22}),([0-9a-z]{22}),([0-9a-z]{22})?,([0-9a-z]{22})?$/

/** What the button that accepts a reviewer's edit asks for. */
export function printConfirm(segment: Id, { proposal, revision, source, approved }: ShownEdit): string {
  return `confirm:${segment}:${[proposal, revision, source ?? '', approved ?? ''].join()}`
}

function fieldOf(segment: Id, raw: string, printed: string): TypedField {
  const [, base, source, version, mark, from] = SHOWN.exec(printed) ?? []
  if (version === undefined) throw new AppError('invalid', { field: 'shown' })
  const typed = raw.replace(/\r\n?/g, '\n').trim()
  const cleaned = cleanText(typed, { max: LONGEST_SEGMENT })
  return {
    segment, typed, cleaned,
    shown: { base: base ?? null, source: source ?? null, version: Number(version), ...from === undefined ? {} : { from } },
    changed: 'problem' in cleaned || markOf(cleaned.text) !== mark,
  }
}

function offerOf(printed: string | undefined): Pick<TypedField, 'offer'> {
  return printed !== undefined && readOffer(printed) ? { offer: printed } : {}
}

function mendOf(before: string | undefined, mend: string | undefined): Pick<TypedField, 'before' | 'mend'> {
  const known = mend === 'newer_text' || mend === 'newer_draft' ? mend : undefined
  return { ...before === undefined ? {} : { before: before.replace(/\r\n?/g, '\n').trim() }, ...known ? { mend: known } : {} }
}

function readAct(fields: ReadonlyMap<string, string>): Act {
  const [name = '', id = '', printed, ...more] = (fields.get('do') ?? 'all').split(':')
  if (printed !== undefined && (more.length > 0 || !isId(id))) throw new AppError('invalid', { field: 'do' })
  if (printed !== undefined) return readLongAct(name, id, printed)
  if ((name === 'recall' || name === 'rest') && isId(id)) return { do: name, submission: id }
  if ((name === 'all' || name === 'chosen') && id === '') return { do: name }
  const forOne = ON_SEGMENT.find((one) => one === name)
  if (forOne && isId(id)) return { do: forOne, segment: id }
  throw new AppError('invalid', { field: 'do' })
}

function readLongAct(name: string, segment: Id, printed: string): Act {
  if (name === 'confirm') return { do: name, segment, edit: editIn(printed) }
  if (name === 'match' && /^[1-9]$/.test(printed)) return { do: name, segment, n: Number(printed) }
  if (name === 'term' && isId(printed)) return { do: name, segment, term: printed }
  if (name === 'fix' || name === 'unfix') return { do: name, segment, fixes: fixesIn(printed) }
  if ((name !== 'meant' && name !== 'reopen') || !isFindingId(printed)) throw new AppError('invalid', { field: 'do' })
  return { do: name, segment, finding: printed }
}

/** Whatever button was pressed, a reason that was typed is an answer. */
function readReasons(fields: ReadonlyMap<string, string>): TypedReason[] {
  return [...fields].flatMap(([name, value]): TypedReason[] => {
    if (!name.startsWith('reason:')) return []
    const [, segment = '', finding = '', ...more] = name.split(':')
    if (!isId(segment) || !isFindingId(finding) || more.length > 0) throw new AppError('invalid', { field: name.slice(0, 40) })
    const reason = cleanText(value.replace(/\s+/g, ' '), { max: LONGEST_REASON })
    return 'text' in reason && reason.text !== '' ? [{ segment, finding, reason: reason.text }] : []
  })
}

function fixesIn(printed: string): TextFix[] {
  const fixes = readFixes(printed)
  if (!fixes) throw new AppError('invalid', { field: 'do' })
  return fixes
}

function editIn(printed: string): ShownEdit {
  const [, proposal, revision, source = null, approved = null] = EDIT.exec(printed) ?? []
  if (proposal === undefined || revision === undefined) throw new AppError('invalid', { field: 'do' })
  return { proposal, revision, source, approved }
}

function segmentIn(name: string, prefix: string): Id {
  const segment = name.slice(prefix.length)
  if (!isId(segment)) throw new AppError('invalid', { field: name.slice(0, 40) })
  return segment
}

function versionIn(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new AppError('invalid', { field: 'draft' })
  return Number(value)
}

/** A field that comes twice says two things of one paragraph. */
function entriesOf(body: unknown): [string, string][] {
  const sent = typeof body === 'object' && body !== null ? Object.entries(body as Record<string, unknown>) : []
  return sent.map(([name, value]) => {
    if (typeof value !== 'string') throw new AppError('invalid', { twice: name.slice(0, 40) })
    return [name, value]
  })
}
