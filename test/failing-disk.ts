import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

export const CALLS = ['pwrite64', 'fsync', 'fdatasync', 'ftruncate', 'openat', 'rename', 'unlink'] as const
export type Call = (typeof CALLS)[number]

/** The n-th call of a kind that concerns the watched files fails with EIO; with `ever` each later one as well. */
export interface Fault {
  call: Call
  nth: number
  ever?: boolean
}

/** Why no fault can be brought about here; false when it can. */
export function cannotInject(): string | false {
  const { error, status } = spawnSync('strace', ['-D', '-f', '--seccomp-bpf', '-qq', '-o', '/dev/null', '-e', 'inject=fsync:error=EIO', 'true'])
  return error ? 'strace is not installed here' : status === 0 ? false : 'strace may not trace here'
}

/** A command before another: it notes what that asks of these files and folders in `notes`, and lets it fail as told. */
export function underFault(notes: string, watched: readonly string[], fault: Fault | null): string[] {
  const inject = fault ? ['-e', `inject=${fault.call}:error=EIO:when=${fault.nth}${fault.ever ? '+' : ''}`] : []
  return ['strace', '-D', '-f', '--seccomp-bpf', '-qq', '-o', notes, ...watched.flatMap((file) => ['-P', file]), '-e', `trace=${CALLS.join()}`, ...inject]
}

/** How often each call was made. */
export function countCalls(notes: string): Record<Call, number> {
  const lines = linesOf(notes)
  const count = (call: Call) => lines.filter((line) => line.includes(` ${call}(`)).length
  return Object.fromEntries(CALLS.map((call) => [call, count(call)])) as Record<Call, number>
}

export function hasFailed(notes: string): boolean {
  return linesOf(notes).some((line) => line.includes('(INJECTED)'))
}

/** So many of the calls from the first to the last, spread evenly. */
export function spread(all: number, some: number): number[] {
  const few = Math.min(all, some)
  return Array.from({ length: few }, (_, i) => Math.floor((i + 0.5) * all / few) + 1)
}

function linesOf(notes: string): string[] {
  return existsSync(notes) ? readFileSync(notes, 'utf8').split('\n') : []
}
