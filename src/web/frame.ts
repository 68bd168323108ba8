import type { PublicNavigationKey } from '../i18n/resources.ts'

/** What stands around a public page: masthead, language switcher, mission and contacts. Its texts are in `language`. */
export interface PublicFrame {
  /** The content language of the page: the one its URL names. */
  language: string
  siteName: string
  /** The line under the name. */
  tagline?: string
  /** The place in the masthead («Луцьк»); empty when the site shows none. */
  place: string
  /** Today in the site's time zone, as `2025-12-10` or a full ISO time; null when the site does not show it. */
  date: string | null
  /** Degrees Celsius; absent when unknown or old. */
  temperature?: number
  switcher: readonly FrameLanguage[]
  nav: readonly FrameLink[]
  missionHtml?: string
  missionBehind?: BehindNotice
  contactsHtml?: string
  contactsBehind?: BehindNotice
  /** Where the words that readers type are looked for; absent where nobody could answer. */
  search?: SearchForm
  /** What browsers know of that. */
  openSearch?: string
  /** What is new, for feed readers. */
  feeds?: readonly FrameFeed[]
  /** What a phone shows of the site. */
  manifest?: string
  /** The interface speaks this language, so that a reader can ask to be always led to it. */
  stayable?: boolean
  /** The page is a file: nothing on it that a server would have to answer. */
  still?: true
  /** Where a mistake in a paragraph is reported; absent where readers are not asked for that. */
  reportHref?: (segment: string) => string
}

/** `/layout/_search` */
export interface SearchForm {
  action: string
  /** Of the texts that are searched. */
  language: string
  query: string
}

export interface FrameFeed {
  href: string
  title: string
  type: string
}

/** `/layout/_behind`: a text that does not say what its original says now; all of it as published. */
export interface BehindNotice {
  /** How many paragraphs. */
  count: number
  /** When the original last changed one of them; null where it was published so, and the original has not changed since. */
  changedAt: string | null
  /** When this version was published; null in a preview. */
  publishedAt: string | null
  /** The original, where readers have it, with words of its own language if the interface speaks that. */
  original: { href: string; language: string; words: string | null } | null
  /** The page that shows what differs. */
  differences: string | null
}

/** The same page in one language. With `absent` readers do not have it, and the link leads to the page that says why. */
export interface FrameLanguage {
  language: string
  href: string
  current: boolean
  absent: Absence | null
  /** What a reader whose browser prefers this language may be offered, said in it; null where there is nothing to offer. */
  offer: { read: string; decline: string } | null
}

/** Taken from readers; an original that is not out; or nobody has translated it. */
export type Absence = 'withdrawn' | 'unpublished' | 'untranslated'

export interface FrameLink {
  href: string
  key: PublicNavigationKey
}
