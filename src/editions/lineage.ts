import type { Id } from '../db/columns.ts'
import type { Line } from './model.ts'

type Role = Line['role']

/**
 * What became of paragraphs between two editions. `steps` are the changes of the structure between them, the oldest first, each told as
 * if nothing had come before it; what cancels itself on the way is left out: a part joined again to what it was split from.
 */
export function traceLineage(steps: readonly (readonly Line[])[], before: readonly Id[], after: readonly Id[]): Line[] {
  const [had, has] = [new Set(before), new Set(after)]
  const origins = new Map<Id, Map<Id, Role | 'self'>>(before.map((id) => [id, new Map([[id, 'self']])]))
  for (const step of steps) {
    const come = step.map((line) => ({ ...line, roots: [...origins.get(line.from_segment_id) ?? []] }))
    for (const { segment_id, role, roots } of come) {
      const own = origins.get(segment_id) ?? new Map<Id, Role | 'self'>()
      for (const [root, known] of roots) if (!own.has(root) || role === 'join') own.set(root, stronger(own.get(root), role, known))
      origins.set(segment_id, own)
    }
  }
  const lines = after.flatMap((id) => [...origins.get(id) ?? []].flatMap(([root, role]): Line[] => {
    if (root === id || role === 'self') return []
    const isTrue = role === 'split' ? !had.has(id) : !has.has(root)
    return isTrue ? [{ segment_id: id, from_segment_id: root, role }] : []
  }))
  return withoutSingles(lines, had, has)
}

function stronger(own: Role | 'self' | undefined, role: Role, known: Role | 'self'): Role | 'self' {
  if (own === 'self') return own
  return role === 'join' || known === 'join' ? 'join' : 'split'
}

/** A paragraph with one part left was not split, one with a single origin not joined. */
function withoutSingles(lines: readonly Line[], had: ReadonlySet<Id>, has: ReadonlySet<Id>): Line[] {
  return lines.filter(({ segment_id, from_segment_id, role }) => {
    const same = lines.filter((line) => line.role === role
      && (role === 'split' ? line.from_segment_id === from_segment_id : line.segment_id === segment_id))
    const stays = role === 'split' ? has.has(from_segment_id) : had.has(segment_id)
    return same.length + Number(stays) > 1
  })
}
