import { brotliCompressSync, constants } from 'node:zlib'
import { elementsOf, type Crawled } from './crawl.ts'
import { htmlPages } from './crawl-laws.ts'

/** Kilobytes as a browser gets them: a page, the style sheets it asks for, and the scripts it can do without. */
const MOST = { page: 14, styles: 8, both: 20, scripts: 2 }
/** Long texts weigh what they weigh; of these only what stands around them is looked at. */
const LONG = 60_000

/** A form of somebody without an account carries a cookie, for as long as it is open. */
const FORMS = /\/correction\?/

/** One line for each page that weighs too much or asks for what it should not. */
export async function weighPages({ url }: { url: string }, pages: ReadonlyMap<string, Crawled>): Promise<string[]> {
  const weights = new Map<string, number>()
  const weigh = async (address: string) => {
    const known = weights.get(address)
    if (known !== undefined) return known
    const weight = packed(Buffer.from(await (await fetch(new URL(address, url))).arrayBuffer()))
    weights.set(address, weight)
    return weight
  }
  const found: string[] = []
  for (const page of htmlPages(pages)) {
    const elements = page.tree ? elementsOf(page.tree) : []
    const addressesOf = (tag: string, attribute: string, fits: (properties: Record<string, unknown>) => boolean) =>
      elements.filter((one) => one.tagName === tag && fits(one.properties)).map((one) => String(one.properties[attribute]))
    const scripts = addressesOf('script', 'src', ({ src }) => src !== undefined)
    const styles = addressesOf('link', 'href', ({ rel }) => Array.isArray(rel) && rel.includes('stylesheet'))
    const total = async (some: readonly string[]) => (await Promise.all(some.map(weigh))).reduce((sum, one) => sum + one, 0) / 1024
    const html = packed(Buffer.from(page.text)) / 1024
    const css = await total(styles)
    const long = page.text.length > LONG
    if (!long && (html > MOST.page || html + css > MOST.both)) found.push(`${page.path}: ${(html + css).toFixed(1)} KB`)
    if (css > MOST.styles) found.push(`${page.path}: style sheets of ${css.toFixed(1)} KB`)
    if (await total(scripts) > MOST.scripts) found.push(`${page.path}: scripts of more than ${MOST.scripts} KB`)
    if (elements.some((one) => one.tagName === 'script' && one.properties['src'] !== undefined && one.properties['type'] !== 'module')) {
      found.push(`${page.path}: a script that holds the page up`)
    }
    if ((page.headers.get('set-cookie') ?? '') !== '' && !FORMS.test(page.path)) found.push(`${page.path}: a cookie`)
  }
  return found
}

/** Bytes as the first reader gets them. */
function packed(bytes: Buffer): number {
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).length
}
