import type { Language } from '../db/columns.ts'
import { speak } from '../i18n/voice.ts'
import { element, xmlDocument } from '../text/xml.ts'
import { assetUrl } from '../web/assets.ts'
import { loadSite } from './feeds.ts'
import type { Rendered } from './finished.ts'
import { searchPath } from './paths.ts'
import type { Reader } from './surroundings.ts'

const LONGEST_NAME = 16

/** `/:language/opensearch.xml`: lets a browser search the site from its own field (OpenSearch 1.1). */
export async function openSearchAnswer(reader: Reader, language: Language): Promise<Rendered> {
  const { siteName } = await loadSite(reader, language)
  const { baseUrl } = reader.config
  const root = element('OpenSearchDescription', { xmlns: 'http://a9.com/-/spec/opensearch/1.1/' }, [
    element('ShortName', {}, Array.from(siteName).slice(0, LONGEST_NAME).join('').trim()),
    element('Description', {}, speak(language).t('search:about', { site: siteName })),
    element('Language', {}, language), element('InputEncoding', {}, 'UTF-8'), element('OutputEncoding', {}, 'UTF-8'),
    element('Image', { width: '16', height: '16', type: 'image/svg+xml' }, baseUrl + assetUrl('favicon.svg')),
    element('Url', { type: 'text/html', template: `${baseUrl}${searchPath(language)}?q={searchTerms}` }),
  ])
  const type = 'application/opensearchdescription+xml; charset=utf-8'
  return { status: 200, body: xmlDocument(root), type, language, expires: Infinity }
}
