import { z } from 'zod'
import type { Language } from '../db/columns.ts'
import { form, line } from '../web/form.ts'
import { isTimeZone, readable, siteFields } from './forms.ts'
import { daysIn, DEFAULT_GRACE, policyIn, REVIEW_POLICIES, type SiteSettings, type Typography } from './settings.ts'

const LONGEST_TAGLINE = 200
const LONGEST_ZONE = 60
const LONGEST_DAYS = 20

/** How the apostrophe is spelled in a form: two of its characters look alike. */
const APOSTROPHES = { typed: 'typed', letter: 'ʼ', quote: '’' } as const
type ApostropheWord = keyof typeof APOSTROPHES
const APOSTROPHE_WORDS = Object.keys(APOSTROPHES) as ApostropheWord[]
/** What can be chosen for each sign, by the words of the form, and the characters that some of them stand for. */
export const SIGNS = { apostrophe: APOSTROPHE_WORDS, quotes: ['typed', 'own'], dashes: ['typed', 'own'], characters: APOSTROPHES } as const

export type Typed = Readonly<Record<string, string>>

/** Every field is there, boxes that were not ticked apart. */
export function settingsForm(languages: readonly Language[]) {
  const fields = languages.flatMap((language): [string, z.ZodType<string>][] => [
    [`tagline_${language}`, readable(line({ max: LONGEST_TAGLINE, optional: true }))],
    [`policy_${language}`, oneOf(REVIEW_POLICIES)],
    [`apostrophe_${language}`, oneOf(APOSTROPHE_WORDS)],
    [`quotes_${language}`, oneOf(SIGNS.quotes)],
    [`dashes_${language}`, oneOf(SIGNS.dashes)],
  ])
  const box = () => z.literal('on').or(z.literal('')).optional().transform((value) => value ?? '')
  return form({
    ...siteFields(languages), ...Object.fromEntries(fields), masthead_date: box(), masthead_place: box(), masthead_temperature: box(),
    corrections: box(), quality_marks: box(), stops_outside: box(), root_language: oneOf(['', ...languages]),
    grace: line({ max: LONGEST_DAYS }).refine((typed) => daysIn(typed) !== undefined, 'days'),
    time_zone: line({ max: LONGEST_ZONE, optional: true }).refine((zone) => zone === '' || isTimeZone(zone), 'time_zone'), shown: line({ max: LONGEST_ZONE }),
  })
}

/** The settings that a valid form holds. */
export function settingsIn(fields: Typed, languages: readonly Language[]): SiteSettings {
  const each = <T>(read: (language: Language) => T) => Object.fromEntries(languages.map((language) => [language, read(language)]))
  return {
    name: each((language) => fields[`site_name_${language}`] ?? ''),
    place: each((language) => fields[`place_${language}`] ?? ''),
    tagline: each((language) => fields[`tagline_${language}`] ?? ''),
    reviewPolicy: each((language) => policyIn(fields[`policy_${language}`])),
    typography: each((language) => typographyIn(fields, language)),
    masthead: { date: fields['masthead_date'] === 'on', place: fields['masthead_place'] === 'on', temperature: fields['masthead_temperature'] === 'on' },
    timeZone: fields['time_zone'] || null,
    grace: daysIn(fields['grace'] ?? '') ?? DEFAULT_GRACE,
    corrections: fields['corrections'] === 'on',
    qualityMarks: fields['quality_marks'] === 'on',
    stopsOutside: fields['stops_outside'] === 'on',
    rootLanguage: fields['root_language'] || null,
  }
}

/** The fields as the form would hold them. */
export function fieldsOf(settings: SiteSettings): Typed {
  const { name, place, tagline, reviewPolicy, typography, masthead, timeZone, grace, rootLanguage } = settings
  const { corrections, qualityMarks, stopsOutside } = settings
  return {
    ...named('site_name', name), ...named('place', place), ...named('tagline', tagline), ...named('policy', reviewPolicy),
    ...Object.fromEntries(Object.entries(typography).flatMap(([language, { apostrophe, quotes, dashes }]) => [
      [`apostrophe_${language}`, APOSTROPHE_WORDS.find((word) => APOSTROPHES[word] === apostrophe) ?? 'typed'], [`quotes_${language}`, quotes],
      [`dashes_${language}`, dashes],
    ])),
    masthead_date: ticked(masthead.date), masthead_place: ticked(masthead.place), masthead_temperature: ticked(masthead.temperature),
    time_zone: timeZone ?? '', grace: String(grace), corrections: ticked(corrections), quality_marks: ticked(qualityMarks),
    stops_outside: ticked(stopsOutside), root_language: rootLanguage ?? '',
  }
}

function typographyIn(fields: Typed, language: Language): Typography {
  const word = APOSTROPHE_WORDS.find((one) => one === fields[`apostrophe_${language}`]) ?? 'typed'
  const chosen = (sign: 'quotes' | 'dashes') => fields[`${sign}_${language}`] === 'own' ? 'own' : 'typed'
  return { apostrophe: APOSTROPHES[word], quotes: chosen('quotes'), dashes: chosen('dashes') }
}

function ticked(box: boolean): string {
  return box ? 'on' : ''
}

function named(field: string, values: Readonly<Record<Language, string>>): Typed {
  return Object.fromEntries(Object.entries(values).map(([language, value]) => [`${field}_${language}`, value]))
}

function oneOf(words: readonly string[]): z.ZodType<string> {
  return z.string().refine((word) => words.includes(word))
}
