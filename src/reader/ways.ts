import type { Language } from '../db/columns.ts'
import { interfaceLanguages } from '../i18n/languages.ts'
import { speak } from '../i18n/voice.ts'

/** A link to a text in another language. */
export interface Way {
  href: string
  language: Language
  /** «Читати українською», said in that very language; null where the interface does not speak it. */
  words: string | null
}

export function wayTo(href: string, language: Language): Way {
  return { href, language, words: interfaceLanguages.includes(language) ? speak(language).t('reader:readHere') : null }
}
