import { isIPv6 } from 'node:net'
import type { Request, Response } from 'express'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { AppError } from '../errors.ts'

/** At one person's password from one address; and at anybody's from one address. Points in seconds. */
const PER_PAIR = { points: 10, duration: 15 * 60 }
const PER_ADDRESS = { points: 50, duration: 60 * 60 }

/** Guesses at passwords, counted by who is guessed at and from where. A restart forgets them; nobody is ever locked out for good. */
export interface Attempts {
  /** Counts one more; throws `too_many_attempts`, and says when to come back in Retry-After. */
  count: (request: Request, response: Response, who: string) => Promise<void>
  /** The guess was right: it, and those before it, were a person's own. */
  forgive: (request: Request, who: string) => Promise<void>
}

export function countAttempts(): Attempts {
  const pairs = new RateLimiterMemory(PER_PAIR)
  const addresses = new RateLimiterMemory(PER_ADDRESS)
  return {
    count: async (request, response, who) => {
      const address = addressOf(request)
      try {
        await addresses.consume(address)
        await pairs.consume(`${address} ${who}`)
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal
        response.set('Retry-After', String(Math.ceil(refusal.msBeforeNext / 1000)))
        throw new AppError('too_many_attempts')
      }
    },
    forgive: async (request, who) => {
      const address = addressOf(request)
      await pairs.delete(`${address} ${who}`)
      await addresses.reward(address)
    },
  }
}

/** Whoever has one IPv6 address has the 2⁶⁴ beside it. */
export function addressOf({ ip = '' }: Request): string {
  const mapped = /^::ffff:(?=\d+\.)/i.exec(ip)
  if (mapped) return ip.slice(mapped[0].length)
  return isIPv6(ip) ? networkOf(ip) : ip
}

function networkOf(ip: string): string {
  const [before = '', after = ''] = ip.split('%')[0]?.split('::') ?? []
  const head = before === '' ? [] : before.split(':')
  const tail = after === '' ? [] : after.split(':')
  const groups = ip.includes('::') ? [...head, ...Array<string>(8 - head.length - tail.length).fill('0'), ...tail] : head
  return groups.slice(0, 4).map((group) => parseInt(group, 16).toString(16)).join(':')
}
