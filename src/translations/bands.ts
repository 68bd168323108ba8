/** Matches of the memory by how good they are: each has a word and a colour. */
const BANDS = [
  { band: 'context', least: 101 }, { band: 'exact', least: 100 }, { band: 'near', least: 95 },
  { band: 'close', least: 85 }, { band: 'alike', least: 75 }, { band: 'far', least: 0 },
] as const

export type Band = (typeof BANDS)[number]['band']

export function bandOf(score: number): Band {
  return BANDS.find(({ least }) => score >= least)?.band ?? 'far'
}
