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
  /** Already written, with its unit («9,1 °C»); absent when unknown or stale. */
  temperature?: string
  switcher: readonly FrameLanguage[]
  nav: readonly FrameLink[]
  missionHtml?: string
  contactsHtml?: string
  /** The interface speaks this language, so that a reader can ask to be always led to it. */
  stayable?: boolean
}

/** The same page in one language. `available: false`: not translated yet, the link leads to the page that says so. */
export interface FrameLanguage {
  language: string
  href: string
  current: boolean
  available: boolean
}

export interface FrameLink {
  href: string
  key: PublicNavigationKey
}
