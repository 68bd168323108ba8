import { z } from 'zod'
import type { Language } from '../db/columns.ts'
import { cleanText } from '../text/clean.ts'
import { form, line, several, words, type FormResult } from '../web/form.ts'
import { readGrant, type Grant } from './model.ts'
import { passwordProblem } from './password-rules.ts'
import type { SiteSettings } from './settings.ts'

const LONGEST_NAME = 120
/** RFC 5321: the longest address that can get mail. */
const LONGEST_EMAIL = 254
const LONGEST_TOKEN = 100
/** Longer ones are not worth hashing: nobody could have set them. */
const LONGEST_TYPED_PASSWORD = 1000
const MOST_RIGHTS = 200
const LONGEST_REASON = 500

export const signInForm = form({
  email: line({ max: LONGEST_EMAIL }), password: password(), next: line({ max: 2000, optional: true }), kept: z.string().optional(),
})

export const resetForm = form({ email: email() })

export const newPasswordForm = form({ password: password() })

export const joinForm = form({ name: personName(), password: password() })

export function accountForm(interfaceLanguages: readonly Language[], languages: readonly Language[]) {
  const names = languages.map((language): [string, z.ZodType<string>] =>
    [writtenField(language), z.literal('').or(personName()).optional().transform((name) => name ?? '')])
  return form({
    ...Object.fromEntries(names),
    name: personName(),
    interface_language: z.string().refine((tag) => interfaceLanguages.includes(tag)),
    credited: z.literal('yes').optional().transform((yes) => yes ?? 'no'),
    old_password: z.string().max(LONGEST_TYPED_PASSWORD),
    new_password: z.string().max(LONGEST_TYPED_PASSWORD),
  })
}

/** The field for how a name is written in a language. */
export function writtenField(language: Language): string {
  return `name_${language}`
}

export function setupForm(languages: readonly Language[]) {
  return form({
    ...siteFields(languages), token: line({ max: LONGEST_TOKEN }), name: personName(), email: email(), password: password(),
    time_zone: line({ max: LONGEST_NAME, optional: true }).refine((zone) => zone === '' || isTimeZone(zone), 'time_zone').optional().transform((zone) => zone ?? ''),
    example: z.literal('on').optional().transform((ticked) => ticked ?? ''),
  })
}

export function invitationForm(languages: readonly Language[]) {
  return form({ name: personName(), email: email(), 'right[]': rights(languages) })
}

export function rightsForm(languages: readonly Language[]) {
  return form({ 'right[]': rights(languages) })
}

export const accessForm = form({ access: z.enum(['open', 'closed']), reason: words({ max: LONGEST_REASON, optional: true }).optional() })

/** A session by its hash, or all but the one that asks. */
export const sessionForm = form({ end: z.string().regex(/^(?:others|[0-9a-f]{64})$/) })

/** What a valid form of `setupForm` calls the site. */
export function settingsIn(fields: Readonly<Record<string, string>>, languages: readonly Language[]): Pick<SiteSettings, 'name' | 'place'> {
  const each = (read: (language: Language) => string) => Object.fromEntries(languages.map((language) => [language, read(language)]))
  return { name: each((language) => fields[`site_name_${language}`] ?? ''), place: each((language) => fields[`place_${language}`] ?? '') }
}

/** The form as read, refused as well when the new password in its field `name` will not do for somebody with these names. */
export function withPassword<T>(read: FormResult<T>, body: unknown, name: string, own: readonly string[]): FormResult<T> {
  const problem = passwordProblem(typedIn(body, [name])[name] ?? '', own)
  return problem ? { ok: false, problems: { ...read.ok ? {} : read.problems, [name]: problem } } : read
}

/** What was typed, to be shown again. Passwords never are: leave their names out. */
export function typedIn(body: unknown, names: readonly string[]): Record<string, string> {
  const fields = new Map(Object.entries(typeof body === 'object' && body !== null ? body : {}))
  return Object.fromEntries(names.map((name) => {
    const value: unknown = fields.get(name)
    return [name, typeof value === 'string' ? value : '']
  }))
}

/** The boxes that were ticked, to be shown again. */
export function tickedIn(body: unknown, name: string): ReadonlySet<string> {
  const values: unknown[] = Object.entries(typeof body === 'object' && body !== null ? body : {}).filter(([field]) => field === name).flat(2)
  return new Set(values.filter((value) => typeof value === 'string'))
}

/** What the site is called, and where it is. */
export function siteFields(languages: readonly Language[]): Record<string, z.ZodType<string>> {
  return Object.fromEntries(languages.flatMap((language) => [
    [`site_name_${language}`, readable(line({ max: LONGEST_NAME }))],
    [`place_${language}`, readable(line({ max: LONGEST_NAME, optional: true }))],
  ]))
}

/** Is this a name in the time zone database? */
export function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

function personName(): z.ZodType<string> {
  // A name must show: spaces and signs that cannot be seen are none.
  return readable(line({ max: LONGEST_NAME })).refine((name) => /[\p{L}\p{N}]/u.test(name))
}

function email(): z.ZodType<string> {
  return line({ max: LONGEST_EMAIL }).refine((address) => /^[^\s@]+@[^\s@]+$/.test(address) && 'text' in cleanText(address))
}

/** As it was typed: a space at an end is a character like any other. */
function password(): z.ZodType<string> {
  return z.string().min(1).max(LONGEST_TYPED_PASSWORD)
}

function rights(languages: readonly Language[]): z.ZodType<Grant[]> {
  const known = (text: string) => {
    const grant = readGrant(text)
    return grant !== null && (grant.language === '' || languages.includes(grant.language))
  }
  return several(z.string().refine(known), { max: MOST_RIGHTS })
    .transform((texts) => [...new Set(texts)].map(readGrant).filter((grant) => grant !== null))
}

/** Text that stands on pages: in NFC, without characters that hide others or turn them round. */
export function readable(written: z.ZodType<string>): z.ZodType<string> {
  return written.refine((value) => 'text' in cleanText(value)).transform((value) => value.normalize('NFC'))
}
