/** A finished piece of XML. Only `element` makes one, so nothing gets into a document unescaped. */
export interface Xml { readonly xml: string }

type Attributes = Readonly<Record<string, string | undefined>>

// Everything that XML 1.0 does not call a character, unpaired surrogates among it.
// eslint-disable-next-line no-control-regex -- these are what is looked for
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u
const NAME = /^[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?$/
const SIGNS: Readonly<Record<string, string>> = {
  '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\t': '&#9;', '\n': '&#10;', '\r': '&#13;',
}

/** `<name key="value">text or elements</name>`; attributes without a value are left out. Throws for what XML 1.0 cannot hold. */
export function element(name: string, attributes: Attributes = {}, content: string | readonly Xml[] = ''): Xml {
  const pairs = Object.entries(attributes).flatMap(([key, value]) => (value === undefined ? [] : [` ${named(key)}="${escape(value, /[&<>"\t\n\r]/g)}"`]))
  const inner = typeof content === 'string' ? escape(content, /[&<>\r]/g) : content.map(({ xml }) => xml).join('')
  const open = `<${named(name)}${pairs.join('')}`
  return { xml: inner === '' ? `${open}/>` : `${open}>${inner}</${name}>` }
}

/** A whole document; to be sent as UTF-8. */
export function xmlDocument(root: Xml): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${root.xml}\n`
}

function named(name: string): string {
  if (!NAME.test(name)) throw new Error(`${JSON.stringify(name)} is no name in XML`)
  return name
}

function escape(text: string, signs: RegExp): string {
  if (FORBIDDEN.test(text)) throw new Error(`XML 1.0 cannot hold ${JSON.stringify(FORBIDDEN.exec(text)?.[0])}`)
  return text.replace(signs, (sign) => SIGNS[sign] ?? sign)
}
