/** FNV-1a with two beginnings: short, the same in browsers and on servers, and enough to tell the findings of one paragraph apart. */
const BEGINNINGS = [0x811c9dc5, 0x9e3779b1]
const PRIME = 0x01000193

/** What a finding about this is called in forms and tables: 16 hexadecimal digits. */
export function idOf(about: string): string {
  return BEGINNINGS.map((beginning) => {
    let hash = beginning
    for (let at = 0; at < about.length; at += 1) hash = Math.imul(hash ^ about.charCodeAt(at), PRIME)
    return (hash >>> 0).toString(16).padStart(8, '0')
  }).join('')
}

/** Can a finding be called so? */
export function isFindingId(id: string): boolean {
  return /^[0-9a-f]{16}$/.test(id)
}
