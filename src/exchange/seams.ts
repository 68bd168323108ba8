import { z } from 'zod'
import type { Block, Seam } from '../text/pagetext/model.ts'
import { choiceOf, isChoice, kindsOf } from './choices.ts'

const MOST_SEAMS = 200

const CARRIED = z.array(z.tuple([
  z.number().int().min(0).max(10_000_000), z.string().max(60), z.string().max(30), z.number().int().min(0).max(9),
  z.number().int().min(0).max(9_999_999), z.number().int().min(0).max(9_999_999),
])).max(MOST_SEAMS)

/** Where blocks were joined, as a hidden field carries it. */
export function writeSeams(seams: readonly Seam[]): string {
  const carried = seams.slice(-MOST_SEAMS).map((seam) => [seam.at, seam.opening, choiceOf(seam), seam.level ?? 0, ...seam.lines])
  return carried.length > 0 ? JSON.stringify(carried) : ''
}

/** None of what no page of ours wrote. */
export function readSeams(value = ''): Seam[] {
  if (value === '') return []
  try {
    const read = CARRIED.safeParse(JSON.parse(value))
    return (read.success ? read.data : []).flatMap(([at, opening, choice, level, first, last]): Seam[] => (
      isChoice(choice) ? [{ at, opening, ...kindsOf(choice, level), lines: [first, last] }] : []
    ))
  } catch (error) {
    if (error instanceof SyntaxError) return []
    throw error
  }
}

/** Where in its text the last block joined to this one begins now; -1 when its words are gone. */
export function seamIn({ text, seams = [] }: Pick<Block, 'text' | 'seams'>): number {
  const seam = seams.at(-1)
  if (!seam || seam.opening === '') return -1
  const before = text.lastIndexOf(seam.opening, seam.at)
  const after = text.indexOf(seam.opening, Math.max(seam.at, 0))
  const nearest = [before, after].filter((at) => at > 0).sort((one, other) => Math.abs(one - seam.at) - Math.abs(other - seam.at))
  return nearest[0] ?? -1
}
