import type { Timestamp } from '../db/columns.ts'
import type { MailKind } from '../db/tables/people.ts'
import type { Voice } from '../i18n/voice.ts'

/** What a letter tells. Its words come from `mail.json`, in the recipient's language. */
export interface Letter {
  kind: MailKind
  /** The site's name in the recipient's language. */
  site: string
  email: string
  link: string
  /** Until when the link works; for a changed password, when it was changed. */
  time: Timestamp
  /** What the recipient may do there, each in words. */
  rights?: readonly string[]
}

export interface WrittenLetter {
  subject: string
  text: string
  html: string
}

/** First what to do, then the one link, then what else matters, last why this letter came. No picture, nothing from elsewhere. */
export function writeLetter({ t, format, language }: Voice, { kind, site, email, link, time, rights = [] }: Letter): WrittenLetter {
  const told = { site, email, time: format.dateTime(time), rights: rights.join('; ') }
  const said = (part: 'subject' | 'act' | 'more' | 'reason') => t(`mail:${kind}.${part}`, told)
  const subject = oneLine(said('subject'))
  const more = [said('more'), ...rights.length > 0 ? [t('mail:rights', told)] : []]
  return {
    subject,
    text: `${[said('act'), link, ...more, `-- \n${said('reason')}`].join('\n\n')}\n`,
    html: pageHtml(language, subject, [
      `<p>${escaped(said('act'))}</p>`, `<p><a href="${escaped(link)}">${escaped(link)}</a></p>`,
      ...more.map((line) => `<p>${escaped(line)}</p>`), `<hr><p><small>${escaped(said('reason'))}</small></p>`,
    ]),
  }
}

function pageHtml(language: string, title: string, paragraphs: readonly string[]): string {
  return `<!doctype html>\n<html lang="${language}"><head><meta charset="utf-8"><title>${escaped(title)}</title></head>\n<body>\n${paragraphs.join('\n')}\n</body></html>\n`
}

/** A name of a site or a person may hold anything that was typed; a header may not. */
function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ')
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign)
}
