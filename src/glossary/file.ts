import type { Language } from '../db/columns.ts'
import { cleanText } from '../text/clean.ts'
import { siteLanguage, type FileFault, type ReadTerm } from './file-terms.ts'
import {
  KINDS, LONGEST_NOTE, LONGEST_WORD, MOST_VARIANTS, PARTS_OF_SPEECH, RULES, STATUSES, type TermContent, type Variant,
} from './model.ts'
import { findFaults } from './rules.ts'
import { readTable } from './table.ts'
import { readTbx } from './tbx.ts'

/** A term fit to store, and the id that the file gives it. */
export interface FileTerm {
  id: string
  content: TermContent
}

const MOST_IN_FILE = 5000

type TermFile = { terms: FileTerm[] } | { fault: FileFault; line: number | null }

/** The terms of a TBX or CSV file, or the first thing that is wrong with it. Words of languages that the site has not are left out. */
export function readTermFile(source: string, languages: readonly Language[]): TermFile {
  const cleaned = cleanText(source)
  if ('problem' in cleaned) return { fault: 'text', line: null }
  const read = cleaned.text.startsWith('<') ? readTbx(cleaned.text) : readTable(cleaned.text, languages)
  if ('fault' in read) return read
  if (read.terms.length === 0) return { fault: 'empty', line: null }
  if (read.terms.length > MOST_IN_FILE) return { fault: 'crowded', line: read.terms[MOST_IN_FILE]?.line ?? null }
  const terms: FileTerm[] = []
  for (const one of read.terms) {
    const content = contentOf(one, languages)
    if ('fault' in content) return content
    if (content.variants.length > 0) terms.push({ id: one.id.replace(/^t-/, ''), content })
  }
  return terms.length === 0 ? { fault: 'language', line: null } : { terms }
}

type Content = TermContent | { fault: FileFault; line: number }

function contentOf({ line, kind, domain, note, words, definitions }: ReadTerm, languages: readonly Language[]): Content {
  const ours = words
    .map((word) => ({ ...word, language: siteLanguage(word.language, languages), text: inLine(word.text), note: inLine(word.note) }))
    .filter(({ language, text }) => language !== '' && text !== '')
  const known = [kind === '' || KINDS.some((one) => one === kind), domain.length <= LONGEST_WORD]
  const notes = [note, ...Object.values(definitions)].every((text) => text.length <= LONGEST_NOTE)
  if (known.includes(false) || !notes) return { fault: 'value', line }
  const variants: Variant[] = []
  for (const word of ours) {
    const [first = 'preferred', second = 'allowed'] = STATUSES
    const isFirst = !variants.some((one) => one.language === word.language && one.status === first)
    const status = word.status === '' ? (isFirst ? first : second) : STATUSES.find((one) => one === word.status)
    const rule = word.rule === '' ? 'none' : RULES.find((one) => one === word.rule)
    if (!status || !rule || word.text.length > LONGEST_WORD || word.note.length > LONGEST_WORD) return { fault: 'value', line: word.line }
    const speech = PARTS_OF_SPEECH.find((one) => one.toLowerCase() === word.speech.toLowerCase().replaceAll(' ', '')) ?? 'other'
    variants.push({ language: word.language, text: word.text, status, rule, note: word.note, speech })
  }
  const told = Object.entries(definitions)
    .map(([language, text]) => [siteLanguage(language, languages), text] as const)
  const content: TermContent = {
    kind: KINDS.find((one) => one === kind) ?? 'term', domain: inLine(domain), note, variants,
    definitions: Object.fromEntries(told.filter(([language]) => language !== '')),
  }
  const tooMany = languages.some((language) => variants.filter((one) => one.language === language).length > MOST_VARIANTS)
  return tooMany || (variants.length > 0 && findFaults(content).length > 0) ? { fault: 'term', line } : content
}

function inLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim()
}
