import { newId } from '../db/id.ts'
import type { Language } from '../db/columns.ts'
import type { SiteText } from '../db/tables/article.ts'
import { speak } from '../i18n/voice.ts'
import type { TextProblem } from '../text/clean.ts'
import { LONGEST_TEXT } from '../articles/model.ts'
import { typeDetails } from './details.ts'
import { showNotice } from './notices.ts'
import type { Preview } from './preview.ts'
import { LONGEST_CARRIED, understand, type Source, type Understood } from './source.ts'

interface Wishes { language: Language | null; siteText: SiteText | null; languages: readonly Language[] }

/** What a source says, ready to be looked at; or why it cannot be read. Throws `too_tangled`. */
export async function openPreview(source: Source, { language, siteText, languages }: Wishes): Promise<Preview | { problem: TextProblem }> {
  const titleIn = (one: Language) => siteText ? siteTitle(siteText, one) : ''
  const read = await understand(source, { language, siteText, languages, titleIn }, LONGEST_TEXT)
  if ('problem' in read) return read
  const { details, unknown } = typeDetails(read.particulars)
  const notices = [...read.notices, ...unknown === null ? [] : [{ code: 'unknown_genre' as const, items: [unknown] }]]
  return {
    article: newId(), siteText, language: read.language, sure: isSettled(read, language) ? read.language : '', blocks: read.blocks, from: 0,
    approved: true, message: '', details, notices: notices.map(showNotice), source: source.text.length > LONGEST_CARRIED ? null : source,
  }
}

/** A language that was chosen is asked about only when the text is plainly in another; one that was not, when the text does not say. */
function isSettled({ guess, language, particulars }: Understood, chosen: Language | null): boolean {
  if (guess.language === language) return true
  return !guess.certain && (chosen ?? particulars.language) === language
}

function siteTitle(siteText: SiteText, language: Language): string {
  const voice = speak(language)
  return voice.language === language ? voice.t(`articles:siteTitle.${siteText}`) : ''
}
