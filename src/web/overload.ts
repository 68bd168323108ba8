import type { Request, RequestHandler } from 'express'
import type { Config } from '../config.ts'
import { AppError } from '../errors.ts'
import { log as writeLog, type Log } from '../log.ts'
import { chooseLanguage } from './language.ts'
import type { Metrics } from './metrics.ts'
import { quietLog } from './quiet-log.ts'
import { isRefused, type Weight } from './shedding.ts'
import type { Workload } from './workload.ts'

/** When it is worth trying again, in seconds. */
export const TRY_AGAIN_SECONDS = '5'

interface Shedding {
  config: Config
  workload: Workload
  metrics: Metrics
  weightOf: (request: Request) => Weight
}

/** Refuses part of the work, in the order of shedding.ts, while there is more than can be done: what remains is done in time. */
export function shedWork({ config, workload, metrics, weightOf }: Shedding, log: Log = writeLog): RequestHandler {
  const note = quietLog(log)
  // Nobody is known yet here: the address names the language, else the cookie, else the browser.
  const speak = chooseLanguage(config, ({ path }) => path.split('/')[1])
  return (request, response, next) => {
    const weight = weightOf(request)
    if (weight === 'free') return next()
    if (!isRefused(weight, workload.level)) {
      workload.count(request, response)
      return next()
    }
    metrics.refuse(weight)
    note(weight, 'site.overloaded', { refused: weight, requests: workload.inFlight, delay: Math.round(workload.delayMs) })
    response.set('Retry-After', TRY_AGAIN_SECONDS)
    speak(request, response, () => next(tooBusy(request)))
  }
}

/** Whoever sent something must know that it is not saved. */
export function tooBusy({ method }: Request): AppError {
  return new AppError(method === 'GET' || method === 'HEAD' ? 'too_busy' : 'too_busy_to_save')
}
