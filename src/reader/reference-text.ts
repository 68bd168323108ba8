import { speak } from '../i18n/voice.ts'
import { wholeName, withInitials, type PersonName } from '../text/person-names.ts'
import type { Reference } from './references.ts'

/** Languages whose lists of references put the family name first, with initials after it. */
const FAMILY_FIRST: readonly string[] = ['uk']

/** The reference as people write it: Ukrainian by DSTU 8302:2015, English as in British notes. */
export function textOf({ title, language, authors, translators, siteName, edition, date, url, accessed }: Reference): string {
  const { t, format, language: spoken } = speak(language)
  const familyFirst = FAMILY_FIRST.includes(spoken)
  const names = (people: readonly PersonName[]) => (familyFirst ? people.map(withInitials).join(', ') : format.list(people.map(wholeName)))
  let work = t('citation:work', { title: familyFirst ? title : title.replaceAll('“', '‘').replaceAll('”', '’') })
  if (translators.length > 0) work = t('citation:translated', { work, names: names(translators) })
  if (authors.length > 0) work = t('citation:by', { work, names: names(authors.map(({ name }) => name)) })
  const ended = familyFirst && !/[.?!…]$/u.test(work) ? `${work}.` : work
  const text = t('citation:text', { work: ended, site: siteName, number: edition, date: format.date(date), url })
  return `${accessed === null ? text : t('citation:accessed', { text, date: format.date(accessed) })}.`
}
