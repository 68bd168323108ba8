/** How a language writes a month: beside a day, alone, and «у лютому». */
function formsOf(month: number, language: string): string[] {
  const date = new Date(Date.UTC(2000, month - 1, 1))
  const beside = new Intl.DateTimeFormat(language, { timeZone: 'UTC', day: 'numeric', month: 'long' }).formatToParts(date).find(({ type }) => type === 'month')?.value ?? ''
  const alone = new Intl.DateTimeFormat(language, { timeZone: 'UTC', month: 'long' }).format(date)
  return [beside, alone, ...(language === 'uk' ? [alone.replace(/ень$/, 'ні').replace(/ий$/, 'ому').replace(/пад$/, 'паді')] : [])]
}

/** Another month in the form that one is in; null where the form is none of those. */
export function monthLike(written: string, old: number, month: number, language: string): string | null {
  if (old === month) return written
  const form = formsOf(old, language).findIndex((name) => name.toLowerCase() === written.toLowerCase())
  const made = formsOf(month, language)[form]
  if (!made) return null
  return written === written.toLowerCase() ? made : `${made.charAt(0).toUpperCase()}${made.slice(1)}`
}
