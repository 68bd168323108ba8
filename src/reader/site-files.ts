import { AppError } from '../errors.ts'
import type { Language } from '../db/columns.ts'
import { direction } from '../i18n/languages.ts'
import { plainText } from '../text/inline.ts'
import { assetUrl } from '../web/assets.ts'
import { PAPER } from '../web/colors.ts'
import type { Rendered } from './finished.ts'
import { loadSite } from './feeds.ts'
import { frontPath, SECURITY_PATH } from './paths.ts'
import { listParagraphsOf } from './store.ts'
import { siteTextsOf, type Reader } from './surroundings.ts'

const ICON_SIZES = [192, 512] as const

/** `/:language/site.webmanifest`: what a phone shows of a site that somebody keeps beside their programs. */
export async function manifestAnswer(reader: Reader, language: Language): Promise<Rendered> {
  const { siteName } = await loadSite(reader, language)
  const manifest = {
    id: frontPath(language), name: siteName, lang: language, dir: direction(language), start_url: frontPath(language), scope: '/',
    display: 'browser', background_color: PAPER, theme_color: PAPER,
    icons: [
      { src: assetUrl('favicon.svg'), sizes: 'any', type: 'image/svg+xml' },
      ...ICON_SIZES.map((size) => ({ src: assetUrl(`icon-${size}.png`), sizes: `${size}x${size}`, type: 'image/png' })),
    ],
  }
  return { status: 200, body: `${JSON.stringify(manifest)}\n`, type: 'application/manifest+json; charset=utf-8', language, expires: Infinity }
}

/** `/.well-known/security.txt` (RFC 9116): whom to tell of a weakness of the site. Throws `not_found` while nobody is named. */
export async function securityAnswer(reader: Reader): Promise<Rendered> {
  const { baseUrl, languages, securityContact } = reader.config
  const contact = securityContact ?? await findContact(reader)
  if (contact === null) throw new AppError('not_found')
  const { until, next } = validity(reader.clock())
  const lines = [
    `Contact: ${contact}`, `Expires: ${new Date(until).toISOString()}`, `Preferred-Languages: ${languages.join(', ')}`,
    `Canonical: ${baseUrl}${SECURITY_PATH}`, '',
  ]
  return { status: 200, body: lines.join('\n'), type: 'text/plain; charset=utf-8', language: null, expires: next }
}

const ADDRESS = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/

/** The first address of letters in the contacts that readers see. */
async function findContact(reader: Reader): Promise<string | null> {
  const { languages } = reader.config
  const contacts = (await siteTextsOf(reader)).filter(({ siteText, language }) => siteText === 'contacts' && languages.includes(language))
  const rows = await listParagraphsOf(reader.db, contacts.map(({ edition }) => edition))
  const inOrder = languages.flatMap((language) => rows.filter((row) => row.language === language))
  const [address] = inOrder.flatMap(({ text }) => ADDRESS.exec(plainText(text))?.[0] ?? [])
  return address === undefined ? null : `mailto:${address}`
}

/** Said anew each month, so that it is the same for a month and always good for at least five more. */
function validity(clock: number): { until: number; next: number } {
  const [year, month] = [new Date(clock).getUTCFullYear(), new Date(clock).getUTCMonth()]
  return { until: Date.UTC(year, month + 6), next: Date.UTC(year, month + 1) }
}
