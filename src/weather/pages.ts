import type { Timestamp } from '../db/columns.ts'
import type { Problems } from '../web/form.ts'
import { shownAt, type Measurement } from './model.ts'

export const WEATHER_DONE = ['told', 'cleared'] as const

/** The temperature at the top of readers' pages, for those who keep the settings. */
export interface WeatherPage {
  known: { celsius: number; measuredAt: Timestamp; source: Measurement['source'] } | null
  /** Why readers do not see it, if they do not. */
  hidden: 'unknown' | 'old' | 'setting' | null
  /** A service is asked for it. */
  asked: boolean
  typed: string
  problems: Problems
  done: (typeof WEATHER_DONE)[number] | undefined
}

interface Around {
  known: Measurement | undefined
  /** The settings let readers see it. */
  shown: boolean
  asked: boolean
  clock: number
}

export function weatherPage({ known, shown, asked, clock }: Around, sent: Partial<Pick<WeatherPage, 'typed' | 'problems' | 'done'>> = {}): WeatherPage {
  const hidden = !known ? 'unknown' : !shown ? 'setting' : shownAt(known, clock) ? null : 'old'
  return { known: known ?? null, hidden, asked, typed: sent.typed ?? '', problems: sent.problems ?? {}, done: sent.done }
}
