import type { Config } from '../config.ts'
import { interfaceLanguages } from '../i18n/languages.ts'
import { speak } from '../i18n/voice.ts'
import type { Head } from '../web/locals.ts'
import { dayIn } from './calendar.ts'
import { versionAlternates, type PageHead } from './head.ts'
import { articlePath, frontPath, listPath } from './paths.ts'
import { scholarMeta } from './scholar.ts'
import { articleMeta } from './share.ts'
import { articleFacts, breadcrumbs, graphOf } from './structured.ts'
import type { Work } from './work.ts'

/** Head of the current edition's page. */
export function articleHead({ baseUrl, timeZone }: Pick<Config, 'baseUrl' | 'timeZone'>, work: Work, frame: Head['frame']): PageHead {
  const { version, versions, description, genre, siteName } = work
  const { t } = speak(version.language)
  const spoken = interfaceLanguages.includes(version.language)
  const crumbs = [
    { name: siteName, path: frontPath(version.language) }, { name: t('layout:public.nav.articles'), path: listPath(version.language) },
    { name: version.title, path: articlePath(version) },
  ]
  return {
    ...(description && { description }), canonical: baseUrl + articlePath(version), alternates: versionAlternates(baseUrl, versions),
    meta: [...articleMeta(baseUrl, work), ...scholarMeta(baseUrl, work, dayIn(timeZone, version.firstPublishedAt))],
    linkedData: graphOf(articleFacts(baseUrl, work, genre && spoken ? t(`details:genre.${genre}`) : null), breadcrumbs(baseUrl, crumbs)),
    ...(frame && { frame }),
  }
}
