import type articles from '../../locales/en/articles.json'
import type checks from '../../locales/en/checks.json'
import type citation from '../../locales/en/citation.json'
import type cli from '../../locales/en/cli.json'
import type common from '../../locales/en/common.json'
import type corrections from '../../locales/en/corrections.json'
import type desk from '../../locales/en/desk.json'
import type details from '../../locales/en/details.json'
import type editions from '../../locales/en/editions.json'
import type errors from '../../locales/en/errors.json'
import type glossary from '../../locales/en/glossary.json'
import type history from '../../locales/en/history.json'
import type layout from '../../locales/en/layout.json'
import type ledger from '../../locales/en/ledger.json'
import type machine from '../../locales/en/machine.json'
import type mail from '../../locales/en/mail.json'
import type memory from '../../locales/en/memory.json'
import type people from '../../locales/en/people.json'
import type quality from '../../locales/en/quality.json'
import type reader from '../../locales/en/reader.json'
import type reviews from '../../locales/en/reviews.json'
import type search from '../../locales/en/search.json'
import type settings from '../../locales/en/settings.json'
import type sources from '../../locales/en/sources.json'
import type states from '../../locales/en/states.json'
import type translations from '../../locales/en/translations.json'
import type undoing from '../../locales/en/undoing.json'
import type words from '../../locales/en/words.json'

/** One namespace per file of locales/en; a new file is named here so that its keys are checked. */
export interface Resources {
  common: typeof common
  layout: typeof layout
  errors: typeof errors
  states: typeof states
  people: typeof people
  mail: typeof mail
  articles: typeof articles
  checks: typeof checks
  glossary: typeof glossary
  words: typeof words
  memory: typeof memory
  machine: typeof machine
  quality: typeof quality
  translations: typeof translations
  reviews: typeof reviews
  undoing: typeof undoing
  editions: typeof editions
  corrections: typeof corrections
  reader: typeof reader
  search: typeof search
  citation: typeof citation
  desk: typeof desk
  details: typeof details
  ledger: typeof ledger
  history: typeof history
  settings: typeof settings
  sources: typeof sources
  cli: typeof cli
}

export type PublicNavigationKey = keyof Resources['layout']['public']['nav']
export type StateWord = keyof Resources['states']['headline']
export type Problem = keyof Resources['common']['problem']

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    resources: Resources
  }
}
