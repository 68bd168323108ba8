import { SaxesParser } from 'saxes'

/** The addresses of a sitemap with their languages: path → language → path. Throws for XML that is not well formed. */
export async function readSitemap({ url }: { url: string }): Promise<Map<string, Map<string, string>>> {
  const found = new Map<string, Map<string, string>>()
  for (const part of await readAddresses(`${url}/sitemap.xml`, 'loc')) {
    for (const [address, alternates] of await readPart(part)) found.set(pathOf(address), alternates)
  }
  return found
}

async function readPart(address: string): Promise<[string, Map<string, string>][]> {
  const urls: [string, Map<string, string>][] = []
  await parse(address, (name, attributes, text) => {
    if (name === 'loc') urls.push([text, new Map()])
    if (name === 'xhtml:link') urls.at(-1)?.[1].set(attributes['hreflang'] ?? '', pathOf(attributes['href'] ?? ''))
  })
  return urls
}

async function readAddresses(address: string, wanted: string): Promise<string[]> {
  const found: string[] = []
  await parse(address, (name, _attributes, text) => {
    if (name === wanted) found.push(text)
  })
  return found
}

/** Tells each element when it closes. */
async function parse(address: string, tell: (name: string, attributes: Record<string, string>, text: string) => void): Promise<void> {
  const response = await fetch(address)
  if (response.status !== 200) throw new Error(`${address}: ${response.status}`)
  let text = ''
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', () => {
    text = ''
  })
  parser.on('text', (more) => {
    text += more
  })
  parser.on('closetag', ({ name, attributes }) => {
    tell(name, Object.fromEntries(Object.entries(attributes).map(([key, { value }]) => [key, value])), text.trim())
    text = ''
  })
  parser.write(await response.text()).close()
}

function pathOf(address: string): string {
  const { pathname, search } = new URL(address)
  return pathname + search
}
