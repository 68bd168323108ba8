export type Json = string | number | null | readonly Json[] | { readonly [key: string]: Json }

/** JSON with the keys of every object in code-unit order and no spaces: the same value is always the same bytes (after RFC 8785). */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`
  const fields = Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] ?? null)}`)
  return `{${fields.join(',')}}`
}

// Array.isArray does not narrow a readonly list.
function isList(value: object): value is readonly Json[] {
  return Array.isArray(value)
}
