import { Worker } from 'node:worker_threads'
import { AppError } from '../errors.ts'
import type { MarkedText } from '../text/markdown/model.ts'

/** No article takes so long; text made to stall a parser takes longer than anybody waits. */
const LONGEST_MS = 30_000
const MOST_AT_ONCE = 2
const LIMITS = { maxOldGenerationSizeMb: 512, stackSizeMb: 4 }

let running = 0
const waiting: (() => void)[] = []

/**
 * Reads Markdown or HTML on a thread of its own: whatever somebody wrote, nobody else waits for it. Throws `too_tangled` for what cannot
 * be read in sensible time and memory.
 */
export async function readMarked(text: string, format: 'markdown' | 'html'): Promise<MarkedText> {
  if (running >= MOST_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  running += 1
  try {
    return await readApart(text, format)
  } finally {
    running -= 1
    waiting.shift()?.()
  }
}

function readApart(text: string, format: 'markdown' | 'html'): Promise<MarkedText> {
  const worker = new Worker(new URL('./marked-worker.ts', import.meta.url), { workerData: { text, format }, resourceLimits: LIMITS })
  return new Promise<MarkedText>((resolve, reject) => {
    const refuse = (why: string) => reject(new AppError('too_tangled', { why }))
    const clock = setTimeout(() => refuse('time'), LONGEST_MS)
    worker.once('message', (read: MarkedText) => resolve(read))
    worker.once('error', (error: Error) => {
      if (isExhaustion(error)) refuse(error.message.slice(0, 80))
      else reject(error)
    })
    worker.once('exit', () => {
      clearTimeout(clock)
      refuse('ended')
    })
  }).finally(() => worker.terminate())
}

/** The stack or the memory of the thread was not enough. */
function isExhaustion(error: Error & { code?: string }): boolean {
  return error instanceof RangeError || error.code === 'ERR_WORKER_OUT_OF_MEMORY'
}
