import type { Site } from '../web/site.ts'
import { can } from '../people/abilities.ts'
import { namesOf } from '../people/store.ts'
import type { Asked } from './asked.ts'
import type { PublishingCase } from './blockers.ts'
import { countDiffering } from './changes.ts'
import { clockIn } from './moments.ts'
import { REFUSALS, type ScheduleView } from './pages.ts'
import { thaw } from './prepare.ts'
import { listScheduleParts, listSchedules, type Scheduled } from './schedule-store.ts'

/** What waits for its time in this language, or was refused then. */
export async function readSchedules({ db, config }: Site, wanted: PublishingCase, asked: Asked): Promise<ScheduleView[]> {
  const { article, language, candidate } = wanted
  const open = await listSchedules(db, { article: article.id, language })
  const names = await namesOf(db, open.map(({ by }) => by))
  return Promise.all(open.map(async (one) => {
    const parts = await listScheduleParts(db, one.id)
    const frozen = parts.find((part) => part.language === language && part.article_id === article.id)
    return {
      id: one.id, state: one.state, reason: REFUSALS.find((reason) => reason === one.reason) ?? 'other', at: one.at, by: names.get(one.by) ?? '',
      scheduledAt: one.scheduledAt, languages: parts.map((part) => part.language), language,
      changedSince: frozen ? countDiffering(candidate.rows, thaw(frozen.content).rows, language) : 0,
      canChange: parts.every((part) => can(asked.actor, 'edition.publish', part.language)), ...timeOf(one, config.timeZone, asked),
    }
  }))
}

function timeOf({ id, at }: Scheduled, zone: string, { newTime }: Asked): Pick<ScheduleView, 'date' | 'time' | 'problem'> {
  return newTime?.schedule === id ? newTime : { ...clockIn(zone, at), problem: null }
}
