import type { Problem } from '../i18n/resources.ts'
import type { Voice } from '../i18n/voice.ts'
import type { Actor } from '../people/model.ts'
import type { Problems } from '../web/form.ts'
import type { PublicationFields } from './forms.ts'
import type { TimeProblem } from './moments.ts'
import type { PublishNotice, PublishPage } from './pages.ts'

/** Bringing an edition back, as far as it was not done: what was typed, and what is missing. */
export interface Restoration {
  number: number
  reason: string
  problem: Problem | null
  unaccepted: Problem | null
}

/** What the page is made for: who looks, what just happened, and what they typed before something was refused. */
export interface Asked {
  actor: Actor
  t: Voice['t']
  notice: PublishNotice | null
  typed?: PublicationFields & { problems?: Problems; whenProblem?: TimeProblem | null }
  slugProblem?: 'taken' | 'invalid'
  withdrawal?: PublishPage['withdrawal']
  restoration?: Restoration
  newTime?: { schedule: string; date: string; time: string; problem: TimeProblem | null }
}
