import type { Language } from '../db/columns.ts'

const UKRAINIAN = ['«', '»', 'ʼ', 'ґ', '—', '–', '“', '”', '…', '№', '°', '−', '×']
const OTHERS = ['“', '”', '’', '—', '–', '«', '»', '…', '№', '°', '−', '×', 'ʼ', 'ґ']

/** Signs that keyboards lack, those first that texts in the language need most. */
export function signsFor(language: Language): readonly string[] {
  return language === 'uk' ? UKRAINIAN : OTHERS
}
