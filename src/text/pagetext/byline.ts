import { isName, isNames, startsLikeRole } from './names.ts'

/** The author as a line names him; `open`: a comma says that the role is still to come. */
export interface Byline { name: string; role: string; open: boolean }

const LONGEST = 200
const BY = /^(?:by|written by|text by|words by)\s+/iu
const AUTHOR = /^(?:(?:co-?)?authors?|авторк[аи]|автори?|авторство|текст)\s*[:—–-]\s*/iu

/** "by X," «Автор: X, директор…»: a line that says itself that it names the author. */
export function readByline(text: string): Byline | undefined {
  if (text.length > LONGEST || !/^[abctwат]/iu.test(text)) return undefined
  const rest = text.replace(BY, '').replace(AUTHOR, '')
  return rest === text ? undefined : splitByline(rest)
}

export function isByline(text: string): boolean {
  return readByline(text) !== undefined
}

/** «Олег Шум, директор Центру…»: a name and what can only be an office. Only its place on the page makes it a byline. */
export function readNameAndRole(text: string): Byline | undefined {
  if (text.length > LONGEST || text.endsWith('.') || !/^\p{Lu}/u.test(text)) return undefined
  const byline = splitByline(text)
  return byline && (byline.open || startsLikeRole(byline.role)) ? byline : undefined
}

function splitByline(text: string): Byline | undefined {
  const trimmed = text.replace(/[,;]$/u, '')
  const open = trimmed !== text
  if (isNames(trimmed)) return { name: trimmed, role: '', open }
  const at = borderOf(trimmed)
  if (at < 0) return undefined
  const name = trimmed.slice(0, at).trim()
  const role = trimmed.slice(at).replace(/^[\s,;—–-]+/u, '')
  return isName(name) && isRole(role) ? { name, role, open: false } : undefined
}

const borderOf = (text: string): number => text.search(/,| [—–-] /u)

/** What may follow a name: an office, or anything in small letters. */
export function isRole(text: string): boolean {
  return text.length > 2 && text.length <= 160 && !text.endsWith('.') && (startsLikeRole(text) || /^\p{Ll}/u.test(text))
}
