import { LONGEST_SEGMENT } from '../articles/model.ts'
import { isId } from '../db/id.ts'
import type { Id, Language } from '../db/columns.ts'
import { AppError } from '../errors.ts'
import { cleanText } from '../text/clean.ts'
import { checkbox, form, id, line, readForm, several, text, words } from '../web/form.ts'
import { LONGEST_MESSAGE } from './model.ts'
import { readOffer } from './offers.ts'
import { printShown, type Sheet } from './sheet.ts'

/** Longer than any body: what is too long for a paragraph is said by `cleanText`, with the text kept. */
const ANY_LENGTH = 4_000_000

const DRAFT = form({
  text: text({ max: ANY_LENGTH, optional: true }),
  base: line({ max: 22, optional: true }),
  source: line({ max: 22, optional: true }),
  version: line({ max: 9 }).refine((value) => /^\d+$/.test(value)),
  from: line({ max: 22, optional: true }).optional(),
  before: text({ max: ANY_LENGTH, optional: true }).optional(),
  offer: line({ max: 40, optional: true }).optional(),
  discard: checkbox(),
  fits: checkbox(),
})

/** One paragraph's words by themselves, as a page with only this field. Throws `invalid` for a form that no page of ours sends. */
export function readDraft(body: unknown, segment: Id): Sheet {
  const read = readForm(DRAFT, body)
  if (!read.ok) throw new AppError('invalid', { fields: Object.keys(read.problems).join(' ') })
  const { text: typed, base, source, version, from, before, offer, discard, fits } = read.value
  const shown = { base: base || null, source: source || null, version: Number(version), ...from ? { from } : {} }
  return {
    fields: [{
      segment, typed, cleaned: cleanText(typed, { max: LONGEST_SEGMENT }), shown, changed: true,
      ...before === undefined ? {} : { before }, ...offer && readOffer(offer) ? { offer } : {},
    }],
    act: { do: discard ? 'discard' : fits ? 'fits' : 'next', segment }, chosen: new Map(), offered: [], anyway: new Set(), reasons: [], returned: [], message: null, problem: null,
    show: 'all', view: 'all',
  }
}

/** What the field of a paragraph names as shown once its words were saved. */
export function shownAfter({ fields: [field] }: Sheet, version: number): string {
  if (!field || 'problem' in field.cleaned) return ''
  return printShown({ ...field.shown, version }, field.cleaned.text)
}

const RESTORATION = form({ revision: id(), message: words({ max: LONGEST_MESSAGE, optional: true }) })

export function readRestoration(body: unknown) {
  return readForm(RESTORATION, body)
}

/** What stood in a refused form. */
export function typedRestoration(body: unknown): { revision: string; message: string } {
  return { revision: typedIn(body, 'revision'), message: typedIn(body, 'message') }
}

const WITHDRAWAL = form({ proposal: several(id(), { max: 10_000 }), next: line({ max: 2000, optional: true }).optional() })

const ASKING = form({})

/** A question to a machine says nothing but where it is put. */
export function readAsking(body: unknown): void {
  const read = readForm(ASKING, body)
  if (!read.ok) throw new AppError('invalid', { fields: Object.keys(read.problems).join(' ') })
}

/** Which proposals are taken back: all that wait, when none is named. */
export function readWithdrawal(body: unknown): { proposals: Id[] | undefined; next: string } {
  const read = readForm(WITHDRAWAL, body)
  if (!read.ok) throw new AppError('invalid', { fields: Object.keys(read.problems).join(' ') })
  return { proposals: read.value.proposal.length > 0 ? read.value.proposal : undefined, next: read.value.next ?? '' }
}

/** A content language of the site. Throws `not_found` for any other. */
export function knownLanguage(tag: unknown, languages: readonly string[]): Language {
  if (typeof tag === 'string' && languages.includes(tag)) return tag
  throw new AppError('not_found', { language: String(tag).slice(0, 20) })
}

/** Throws `not_found` for what cannot be an id. */
export function knownId(value: unknown): Id {
  if (isId(value)) return value
  throw new AppError('not_found', { id: String(value).slice(0, 40) })
}

function typedIn(body: unknown, field: string): string {
  const value = typeof body === 'object' && body !== null ? Object.entries(body).find(([name]) => name === field)?.[1] as unknown : undefined
  return typeof value === 'string' ? value : ''
}
