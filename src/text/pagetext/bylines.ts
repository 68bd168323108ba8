import { isRole, readByline, readNameAndRole } from './byline.ts'
import type { Byline } from './byline.ts'
import { isName, startsLikeRole } from './names.ts'
import type { Part } from './parts.ts'

/** Authors found among the parts: `strict` says so itself ("by X"), the others only by where they stand. */
export interface FoundByline { at: number; length: 1 | 2; name: string; role: string; strict: boolean }

/** Every part that may name an author, with the office in the part after it where there is one. */
export function findBylines(parts: Part[]): FoundByline[] {
  const found: FoundByline[] = []
  for (let at = 0; at < parts.length; at += 1) {
    const byline = readBylineAt(parts, at)
    if (!byline) continue
    found.push(byline)
    at += byline.length - 1
  }
  return found
}

function readBylineAt(parts: Part[], at: number): FoundByline | undefined {
  const part = parts[at]
  if (!part || part.piece.item || part.text.length > 300) return undefined
  const strict = readByline(part.text)
  if (strict) return withRole(parts, at, strict, true)
  const loose = readNameAndRole(part.text) ?? readTwoLines(part) ?? readBareName(parts, at)
  const byline = loose && withRole(parts, at, loose, false)
  return byline?.role === '' ? undefined : byline
}

/** «Олег Шум» and «директор Центру» in two lines of one paragraph. */
function readTwoLines({ piece: { lines } }: Part): Byline | undefined {
  const name = lines[0]?.text ?? ''
  const role = lines.slice(1).map(({ text }) => text).join(' ')
  return isName(name) && startsLikeRole(role) && isRole(role) ? { name, role, open: false } : undefined
}

/** A name alone is nobody's byline, unless an office stands below it. */
function readBareName(parts: Part[], at: number): Byline | undefined {
  const [name, role] = [parts[at]?.text ?? '', parts[at + 1]?.text ?? '']
  return isName(name) && startsLikeRole(role) && isRole(role) ? { name, role: '', open: true } : undefined
}

function withRole(parts: Part[], at: number, { name, role, open }: Byline, strict: boolean): FoundByline {
  const below = parts[at + 1]
  if (role !== '' || !below || below.piece.item || !isRoleBelow(below.text, open)) return { at, length: 1, name, role, strict }
  return { at, length: 2, name, role: below.text, strict }
}

// After "by X," anything short is the office; without the comma it must look like one.
function isRoleBelow(text: string, open: boolean): boolean {
  if (text.length > 160 || text.endsWith('.')) return false
  return open || (startsLikeRole(text) && text.length <= 120)
}
