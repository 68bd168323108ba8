import { SaxesParser } from 'saxes'

export interface XmlElement {
  /** With its prefix, as written. */
  name: string
  /** The namespace. */
  uri: string
  attributes: Record<string, string>
  children: XmlElement[]
  /** The words directly inside. */
  text: string
}

/** Reads a document strictly, namespaces too. Throws for anything that is not well formed. */
export function parseXml(xml: string): XmlElement {
  const top: XmlElement = { name: '', uri: '', attributes: {}, children: [], text: '' }
  const open = [top]
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, uri, attributes }) => {
    const own = Object.fromEntries(Object.entries(attributes).map(([key, { value }]) => [key, value]))
    const element: XmlElement = { name, uri, attributes: own, children: [], text: '' }
    open.at(-1)?.children.push(element)
    open.push(element)
  })
  const write = (text: string) => {
    const inner = open.at(-1)
    if (inner) inner.text += text
  }
  parser.on('text', write)
  parser.on('cdata', write)
  parser.on('closetag', () => {
    open.pop()
  })
  parser.write(xml).close()
  const [root] = top.children
  if (!root) throw new Error('a document without an element')
  return root
}

/** Children of this name. */
export function childrenOf(element: XmlElement | undefined, name: string): XmlElement[] {
  return element?.children.filter((child) => child.name === name) ?? []
}

export function textIn(element: XmlElement | undefined, name: string): string | undefined {
  return childrenOf(element, name)[0]?.text
}
