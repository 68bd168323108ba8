import { element, xmlDocument, type Xml } from '../text/xml.ts'
import { RefusedXml, XmlReader, type XmlListener } from '../text/xml-read.ts'
import type { GlossaryTerm, Variant } from './model.ts'
import type { ReadWord, ReadFile, ReadTerm } from './file-terms.ts'

const MOST_DEPTH = 24

/** How TBX says what a word is worth, in both of its spellings. */
const STATUS_IN: Readonly<Record<string, Variant['status']>> = {
  preferredterm: 'preferred', standardizedterm: 'preferred', admittedterm: 'allowed', legalterm: 'allowed',
  deprecatedterm: 'forbidden', supersededterm: 'forbidden',
}
const STATUS_OUT = { preferred: 'preferredTerm-admn-sts', allowed: 'admittedTerm-admn-sts', forbidden: 'deprecatedTerm-admn-sts' } as const

const FAULTS = { xml: 'xml', doctype: 'doctype', too_deep: 'too_deep', too_long: 'xml', root: 'not_tbx' } as const

interface Open {
  name: string
  type: string
  text: string
}

/** Reads TBX of 2008 (`termEntry`, `langSet`, `tig` or `ntig`) and of 2019 (`conceptEntry`, `langSec`, `termSec`), types as attributes. */
export function readTbx(text: string): ReadFile {
  const tbx = new TbxReader()
  const reader = new XmlReader(tbx, { roots: ['martif', 'tbx'], depth: MOST_DEPTH })
  try {
    reader.write(text)
    reader.close()
  } catch (error) {
    if (!(error instanceof RefusedXml)) throw error
    return { fault: FAULTS[error.fault], line: error.line }
  }
  return { terms: tbx.terms }
}

class TbxReader implements XmlListener {
  readonly terms: ReadTerm[] = []
  readonly #open: Open[] = []
  #term: ReadTerm | undefined
  #language = ''
  #word: ReadWord | undefined

  open(name: string, attributes: Readonly<Record<string, string>>, line: number): void {
    this.#open.push({ name, type: attributes['type'] ?? '', text: '' })
    if (name === 'termEntry' || name === 'conceptEntry') {
      this.#term = { id: attributes['id'] ?? '', line, kind: '', domain: '', note: '', words: [], definitions: {} }
      this.terms.push(this.#term)
    }
    if (name === 'langSet' || name === 'langSec') this.#language = attributes['xml:lang'] ?? attributes['lang'] ?? ''
    if (name === 'tig' || name === 'ntig' || name === 'termSec') {
      this.#word = { language: this.#language, line, text: '', status: '', speech: '', note: '', rule: '' }
      this.#term?.words.push(this.#word)
    }
  }

  write(text: string): void {
    for (const one of this.#open.slice(-2)) if (one === this.#open.at(-1) || one.name === 'term') one.text += text
  }

  close(): void {
    const closed = this.#open.pop()
    if (!closed) return
    const { name, type } = closed
    const text = closed.text.replace(/\s+/gu, ' ').trim()
    if (name === 'langSet' || name === 'langSec') this.#language = ''
    if (name === 'tig' || name === 'ntig' || name === 'termSec') this.#word = undefined
    else if (this.#word && text !== '') keepOfWord(this.#word, name, type, text)
    if (this.#term && text !== '') keepOfTerm(this.#term, { name, type, text, language: this.#language, inWord: this.#word !== undefined })
  }
}

const STATUS_NOTES = ['administrativeStatus', 'normativeAuthorization']

function keepOfWord(word: ReadWord, name: string, type: string, text: string): void {
  if (name === 'term') word.text = text
  else if (name === 'note') word.note = text
  else if (name !== 'termNote') return
  else if (type === 'partOfSpeech') word.speech = text
  else if (type === 'spellingRule') word.rule = text
  else if (STATUS_NOTES.includes(type)) word.status = STATUS_IN[text.toLowerCase().replace(/-admn-sts$/, '')] ?? ''
}

interface Place extends Open {
  language: string
  inWord: boolean
}

function keepOfTerm(term: ReadTerm, { name, type, text, language, inWord }: Place): void {
  if (name === 'descrip' && type === 'subjectField') term.domain ||= text
  else if (name === 'descrip' && type === 'definition') term.definitions[language] ??= text
  else if (name === 'admin' && type === 'kind') term.kind = text
  else if (name === 'note' && language === '' && !inWord) term.note = text
}

/** As TBX-Basic of 2008, which most programs read. */
export function writeTbx(terms: readonly GlossaryTerm[], language: string): string {
  const header = element('martifHeader', {}, [element('fileDesc', {}, [element('sourceDesc', {}, [element('p', {}, 'Zvirka')])])])
  const body = element('text', {}, [element('body', {}, terms.map(entryXml))])
  return xmlDocument(element('martif', { type: 'TBX-Basic', 'xml:lang': language }, [header, body]))
}

function entryXml({ id, kind, domain, note, variants, definitions }: GlossaryTerm): Xml {
  const languages = [...new Set([...variants.map((one) => one.language), ...Object.keys(definitions)])]
  return element('termEntry', { id: `t-${id}` }, [
    ...domain === '' ? [] : [element('descrip', { type: 'subjectField' }, domain)],
    ...kind === 'term' ? [] : [element('admin', { type: 'kind' }, kind)],
    ...note === '' ? [] : [element('note', {}, note)],
    ...languages.map((language) => element('langSet', { 'xml:lang': language }, [
      ...definitions[language] === undefined ? [] : [element('descrip', { type: 'definition' }, definitions[language])],
      ...variants.filter((one) => one.language === language).map(wordXml),
    ])),
  ])
}

function wordXml({ text, status, speech, note, rule }: Variant): Xml {
  return element('tig', {}, [
    element('term', {}, text),
    ...speech === '' ? [] : [element('termNote', { type: 'partOfSpeech' }, speech)],
    element('termNote', { type: 'administrativeStatus' }, STATUS_OUT[status]),
    ...rule === 'none' ? [] : [element('termNote', { type: 'spellingRule' }, rule)],
    ...note === '' ? [] : [element('note', {}, note)],
  ])
}
