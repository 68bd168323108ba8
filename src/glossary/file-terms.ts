import type { Language } from '../db/columns.ts'

/** A term as a file has it, before anything of it is believed. */
export interface ReadTerm {
  id: string
  line: number
  kind: string
  domain: string
  note: string
  words: ReadWord[]
  definitions: Record<string, string>
}

export interface ReadWord {
  language: string
  line: number
  text: string
  status: string
  speech: string
  note: string
  rule: string
}

export type FileFault = 'empty' | 'doctype' | 'too_deep' | 'xml' | 'not_tbx' | 'columns' | 'quotes' | 'language' | 'value' | 'term' | 'crowded' | 'text'
export type ReadFile = { terms: ReadTerm[] } | { fault: FileFault; line: number | null }

/** `en-US` is English where the site has but one English; '' for a language that it has not. */
export function siteLanguage(tag: string, languages: readonly Language[]): Language {
  const wanted = tag.trim().toLowerCase().replaceAll('_', '-')
  return languages.find((one) => one === wanted) ?? languages.find((one) => one === wanted.split('-')[0]) ?? ''
}
