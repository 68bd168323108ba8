/** What an editor has done with a change: sent as one of substance or as a minor one, as it is, or not at all. */
export const FATES = ['substance', 'minor', 'change', 'leave'] as const
export type Fate = (typeof FATES)[number]
