import type { Config } from '../config.ts'
import type { Id, Timestamp } from '../db/columns.ts'
import { now } from '../db/id.ts'
import type { Tx } from '../db/schema.ts'
import type { MailKind } from '../db/tables/people.ts'
import { interfaceLanguages } from '../i18n/languages.ts'
import { speak, type Voice } from '../i18n/voice.ts'
import { writeLetter } from '../mail/letters.ts'
import { insertMail } from '../mail/store.ts'
import { heldRights, type Grant } from './model.ts'
import { findSiteName } from './settings.ts'
import { findPerson, grantsOf } from './store.ts'

/** What of the configuration letters depend on. */
export type Sending = Pick<Config, 'smtpUrl' | 'baseUrl' | 'languages' | 'timeZone'>

/** What a link is for decides its address. */
export function linkTo({ baseUrl }: Pick<Config, 'baseUrl'>, purpose: 'invitation' | 'reset', token: string): string {
  return `${baseUrl}/${purpose === 'invitation' ? 'invitations' : 'reset'}/${token}`
}

/** Writes to somebody about their access, when the site can send letters; false when it cannot. */
export async function writeTo(tx: Tx, config: Sending, person: Id, { kind, link, time = now() }: {
  kind: MailKind; link: string; time?: Timestamp
}): Promise<boolean> {
  if (config.smtpUrl === null) return false
  const { email, interface_language } = await findPerson(tx, person)
  const language = [interface_language, ...config.languages].find((tag) => tag !== null && interfaceLanguages.includes(tag)) ?? 'en'
  const voice = speak(language, config.timeZone)
  const site = await findSiteName(tx, [language, config.languages[0] ?? '']) ?? voice.t('product')
  const rights = kind === 'invitation' ? rightsInWords(voice, await grantsOf(tx, person)) : []
  const letter = writeLetter(voice, { kind, site, email, link, time, rights })
  await insertMail(tx, { person, kind, language: voice.language, letter })
  return true
}

function rightsInWords({ t, format }: Voice, grants: readonly Grant[]): string[] {
  return heldRights(grants).map(({ right, languages }) =>
    t(`people:holds.${right}`, { languages: format.list(languages.map(format.languageName)) }))
}
