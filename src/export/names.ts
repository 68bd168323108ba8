/** Files' endings by type; an address that has one already keeps its name. */
const ENDINGS: Readonly<Record<string, string>> = {
  'text/html': 'html', 'image/webp': 'webp', 'image/png': 'png', 'image/jpeg': 'jpg', 'image/gif': 'gif', 'image/avif': 'avif', 'image/svg+xml': 'svg',
}

/**
 * The file of an address, by rules that a server can follow without a list: `/uk/` is `uk/index.html`, `/uk/articles/slug` is
 * `uk/articles/slug.html`, `/uk/articles?year=2025&page=2` is `uk/articles@year=2025@page=2.html`. What says that something is not
 * there, to be given with the status 404, is `….404.html`.
 */
export function fileOf(url: string, { status, type }: { status: number; type: string }): string {
  const [path = '', query = ''] = url.split('?')
  const parts = [...new URLSearchParams(query)].map(([name, value]) => `@${name}=${value}`)
  const name = path.slice(1) + parts.join('')
  refuseStrange(url, name)
  if (name === '' || name.endsWith('/')) return `${name}index.html`
  if (/\.\w+$/.test(name) && parts.length === 0) return name
  const missing = status === 404 && !/^(?:[\w-]+\/)?404$/.test(name)
  return `${name}${missing ? '.404' : ''}.${ENDINGS[type.split(';')[0] ?? ''] ?? 'bin'}`
}

/** Addresses are made of slugs, numbers and hashes: anything else could leave the folder, or mean something to a server. */
function refuseStrange(url: string, name: string): void {
  const strange = name.split('/').some((part) => part === '..' || part === '.' || !/^(?:\.well-known|[\w@=-][\w.@=-]*)?$/.test(part))
  if (strange || name.includes('//')) throw new Error(`${url} cannot be the name of a file`)
}
