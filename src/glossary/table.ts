import type { Language } from '../db/columns.ts'
import { readCsv, writeCsv } from './csv.ts'
import { siteLanguage, type ReadFile, type ReadTerm, type ReadWord } from './file-terms.ts'
import type { GlossaryTerm } from './model.ts'

const COLUMNS = ['term', 'kind', 'domain', 'language', 'text', 'status', 'part_of_speech', 'rule', 'note', 'definition', 'term_note'] as const

/** One word a row under the names of the columns, or one term a row under the names of languages. */
export function readTable(text: string, languages: readonly Language[]): ReadFile {
  const table = readCsv(text)
  if ('fault' in table) return table
  const [head, ...rows] = table.rows
  const names = head?.cells.map((cell) => cell.trim().toLowerCase()) ?? []
  const isLong = names.includes('language') && names.includes('text')
  if (!isLong && !names.some((name) => siteLanguage(name, languages) !== '')) return { fault: 'columns', line: 1 }
  const wrong = rows.find(({ cells }) => cells.length > names.length)
  if (wrong) return { fault: 'columns', line: wrong.line }
  return { terms: isLong ? gather(rows, names) : rows.map(({ line, cells }) => ({ ...nothing(line), words: cells.flatMap((cell, at) => wordIn(names[at] ?? '', cell, line)) })) }
}

function wordIn(language: string, cell: string, line: number): ReadWord[] {
  const text = cell.trim()
  return text === '' ? [] : [{ language, line, text, status: '', speech: '', note: '', rule: '' }]
}

function nothing(line: number, id = ''): ReadTerm {
  return { id, line, kind: '', domain: '', note: '', words: [], definitions: {} }
}

function gather(rows: readonly { line: number; cells: readonly string[] }[], names: readonly string[]): ReadTerm[] {
  const terms = new Map<string, ReadTerm>()
  for (const { line, cells } of rows) {
    const cell = (name: (typeof COLUMNS)[number]) => cells[names.indexOf(name)]?.trim() ?? ''
    const id = cell('term') || `line ${line}`
    const term = terms.get(id) ?? nothing(line, cell('term'))
    terms.set(id, term)
    term.kind ||= cell('kind')
    term.domain ||= cell('domain')
    term.note ||= cell('term_note')
    const language = cell('language')
    if (cell('definition') !== '') term.definitions[language] ??= cell('definition')
    if (cell('text') !== '') term.words.push({ language, line, text: cell('text'), status: cell('status'), speech: cell('part_of_speech'), note: cell('note'), rule: cell('rule') })
  }
  return [...terms.values()]
}

/** One word a row. A definition stands beside the first word of its language. */
export function writeTable(terms: readonly GlossaryTerm[]): string {
  const rows = terms.flatMap(({ id, kind, domain, note, variants, definitions }) => {
    const told = new Set<string>()
    return variants.map(({ language, text, status, speech, rule, note: remark }, at) => {
      const definition = told.has(language) ? '' : definitions[language] ?? ''
      told.add(language)
      return [id, kind, domain, language, text, status, speech, rule === 'none' ? '' : rule, remark, definition, at === 0 ? note : '']
    })
  })
  return writeCsv([COLUMNS, ...rows])
}
