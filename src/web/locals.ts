import type { Response } from 'express'
import type { Place } from '../checks/place.ts'
import type { Format } from '../i18n/format.ts'
import { findingHtml, type Told } from '../i18n/findings.ts'
import { direction, interfaceLanguages, negotiate } from '../i18n/languages.ts'
import { speak } from '../i18n/voice.ts'
import type { Voice } from '../i18n/voice.ts'
import { placeHtml } from '../text/diff-html.ts'
import { assetUrl } from './assets.ts'
import type { PublicFrame } from './frame.ts'
import { jsonHtml } from './json-html.ts'
import { deskMenu } from './menu.ts'
import type { MenuItem } from './menu.ts'

/** What a page says about itself; the body writes it while rendering, the layout prints it. */
export interface Head {
  /** Required: a page without a title is an error. */
  title: string
  /** Of a title that is somebody's name in another language. */
  titleLanguage?: string
  description?: string
  canonical?: string
  alternates?: readonly Alternate[]
  robots?: 'noindex'
  frame?: PublicFrame
  /** What a shared link shows, in the order of printing; with the title of the page before it. */
  meta?: readonly Meta[]
  feeds?: readonly { href: string, title: string, type: string }[]
  /** schema.org facts, printed as a JSON-LD data block. */
  linkedData?: object
  /** Asset names of the small modules this page adds, such as `keyboard.js`. */
  scripts?: readonly string[]
  /** Something typed travels with this page: choosing a language would leave it behind. */
  keeps?: boolean
  /** A wider desk page: two languages side by side. */
  wide?: boolean
}

/** Open Graph has properties (`og:…`, `article:…`), everything else has names (`twitter:…`, `citation_…`). */
export type Meta = { property: string; content: string } | { name: string; content: string }

export interface Alternate {
  /** A BCP 47 tag or `x-default`. */
  language: string
  href: string
}

interface ViewActor {
  name: string
  administrator: boolean
  readsLedger?: boolean
  /** Readers report mistakes here, in a language of theirs. */
  corrections?: boolean
}

/** Every name a view may use besides `page` and `include`. */
export interface ViewLocals {
  t: Voice['t']
  format: Format
  /** The sentence of what a check found. */
  tellHtml: (finding: Told) => string
  /** The words at the place of a finding. */
  placeHtml: (place: Place) => string
  /** The interface language: of labels, not of articles. */
  lang: string
  dir: 'ltr' | 'rtl'
  head: Head
  /** The rendered page, for layouts only. */
  body: string
  /** The value of the hidden field `form_token` in every form that posts. */
  formToken: string
  /** Path and query of this request, for “come back here” fields. */
  path: string
  actor: ViewActor | null
  deskMenu: readonly MenuItem[]
  /** Content languages of the site, in the site's order. */
  languages: readonly string[]
  interfaceLanguages: readonly string[]
  /** True when the site runs without TLS by explicit wish: a banner says so. */
  insecure: boolean
  siteName: string
  /** The hashed URL of a file in public/, such as `site.css`. Throws for an unknown name. */
  assets: (name: string) => string
  /** JSON safe inside a script element. */
  jsonHtml: (value: object) => string
}

/** What stands ready before a page is rendered; `head` and `body` are made while rendering. */
export type PageLocals = Omit<ViewLocals, 'head' | 'body'>

declare module 'express-serve-static-core' {
  interface Locals extends Partial<PageLocals> {
    actor?: ViewActor | null
  }
}

const NAMES: Record<keyof ViewLocals, true> = {
  t: true, format: true, tellHtml: true, placeHtml: true, lang: true, dir: true, head: true, body: true, formToken: true, path: true,
  actor: true, deskMenu: true, languages: true, interfaceLanguages: true, insecure: true, siteName: true, assets: true, jsonHtml: true,
}

export const localNames: readonly string[] = Object.keys(NAMES)

/** The locals of a voice and nothing else: enough for a page without a person, a form or a request. */
export function plainLocals(voice: Voice): PageLocals {
  return {
    t: voice.t,
    format: voice.format,
    tellHtml: (finding) => findingHtml(voice.t, finding),
    placeHtml,
    lang: voice.language,
    dir: direction(voice.language),
    formToken: '',
    path: '/',
    actor: null,
    deskMenu: [],
    languages: interfaceLanguages,
    interfaceLanguages,
    insecure: false,
    siteName: voice.t('product'),
    assets: assetUrl,
    jsonHtml,
  }
}

/** What earlier middleware put into `response.locals`, completed: an error page must work wherever the chain broke. */
export function viewLocals(response: Response): PageLocals {
  const given = response.locals
  const { lang = guessLanguage(response), actor = null } = given
  const plain = plainLocals(speak(lang))
  const path = given.path ?? response.req.originalUrl
  return {
    t: given.t ?? plain.t,
    format: given.format ?? plain.format,
    tellHtml: plain.tellHtml,
    placeHtml,
    lang: plain.lang,
    dir: plain.dir,
    formToken: given.formToken ?? plain.formToken,
    path,
    actor,
    deskMenu: actor ? deskMenu(path, actor.administrator, actor.readsLedger, actor.corrections) : [],
    languages: given.languages ?? plain.languages,
    interfaceLanguages: given.interfaceLanguages ?? plain.interfaceLanguages,
    insecure: given.insecure ?? plain.insecure,
    siteName: given.siteName ?? plain.siteName,
    assets: plain.assets,
    jsonHtml: plain.jsonHtml,
  }
}

/** A public address names its language; elsewhere the browser does. */
function guessLanguage({ req }: Response): string {
  const [, first = ''] = req.path.split('/')
  return interfaceLanguages.includes(first) ? first : negotiate(req.get('Accept-Language'), interfaceLanguages, 'uk')
}
