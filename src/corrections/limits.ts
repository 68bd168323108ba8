import type { Request } from 'express'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { addressOf } from '../people/attempts.ts'

/** From one address. Points in seconds. */
const SOON = { points: 5, duration: 10 * 60 }
const A_DAY = { points: 30, duration: 24 * 60 * 60 }

/** What comes from one address, counted in memory alone: a restart forgets it, and nothing of it is stored. */
export interface Reports {
  /** Counts one more. Null, or in how many seconds to come back. */
  count: (request: Request) => Promise<number | null>
}

export function countReports(): Reports {
  const soon = new RateLimiterMemory({ ...SOON, keyPrefix: 'soon' })
  const day = new RateLimiterMemory({ ...A_DAY, keyPrefix: 'day' })
  return {
    count: async (request) => {
      const address = addressOf(request)
      try {
        await soon.consume(address)
        await day.consume(address)
        return null
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal
        return Math.ceil(refusal.msBeforeNext / 1000)
      }
    },
  }
}
