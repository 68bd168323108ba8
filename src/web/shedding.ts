/** From which load on each kind of work is refused, the first to be refused first. A load of 1 is what the site is meant to bear. */
const REFUSED_FROM = {
  /** What takes long: imports, previews, comparisons, the ledger. */
  heavy: 1,
  /** Lists and searches. */
  list: 1.5,
  /** A page for readers that is not finished yet. */
  reading: 2,
  /** Signing in and whatever leads there. */
  entrance: 3,
  /** Pages of the desk on which people write and decide. */
  work: 4,
  /** What somebody wrote or decided. This last bound only keeps the process alive. */
  save: 16,
} as const

/** What a request asks of the site; nothing is `free`, but what is finished or tells how the site is counts so and is never refused. */
export type Weight = keyof typeof REFUSED_FROM | 'free'

/** What a process bears at this moment. */
interface Load {
  /** Requests that were received whole and not answered yet. */
  inFlight: number
  /** How late the event loop comes to what is due, in milliseconds. */
  delayMs: number
}

/** Later than this, people begin to wait for each other. */
const BUSY_DELAY_MS = 200
/** With fewer than this part of the bearable crowd a long turn is one request's own: refusing others would help nobody. */
const FEW = 1 / 4

/** How much there is to do, `busyAt` requests in flight being 1. Lateness alone never refuses what people wrote. */
export function levelOf({ inFlight, delayMs }: Load, busyAt: number): number {
  const crowd = inFlight / busyAt
  return crowd < FEW ? crowd : Math.max(crowd, Math.min(delayMs / BUSY_DELAY_MS, REFUSED_FROM.work))
}

export function isRefused(weight: Weight, level: number): boolean {
  return weight !== 'free' && level >= REFUSED_FROM[weight]
}

/** Is anything refused at this level? */
export function isBusy(level: number): boolean {
  return isRefused('heavy', level)
}
