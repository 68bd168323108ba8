import { Router, type Request } from 'express'
import { isId, now } from '../db/id.ts'
import { AppError } from '../errors.ts'
import { writeCsv } from '../glossary/csv.ts'
import { can } from '../people/abilities.ts'
import { gated } from '../people/gate.ts'
import { languagesOf, type Actor } from '../people/model.ts'
import { hasQualityMarks, siteTimeZone } from '../people/settings.ts'
import { definePage } from '../web/page.ts'
import { seeOther } from '../web/redirect.ts'
import type { Site } from '../web/site.ts'
import { withdrawMark } from './marks-actions.ts'
import { tallyPeople, type JudgedPerson, type Seen } from './marks-store.ts'
import { qualityPage, qualityTable, type QualityPage } from './pages.ts'
import { readPeriod, type Calendar, type Period } from './period.ts'

const showQuality = definePage<QualityPage>('quality/quality')

/** What reviewers marked: counted by translator, as a file, and taken back. */
export function qualityRoutes(site: Site, calendar: Calendar): Router {
  const router = Router()
  const { db, config } = site
  const periodIn = async ({ query }: Request) => readPeriod(query, { zone: await siteTimeZone(db, config), now: now(), calendar })

  gated(router, 'GET /desk/quality', async (request, response, actor) => {
    const { typed, period } = await periodIn(request)
    const { languages } = seenBy(actor)
    await showQuality(response, qualityPage({
      typed, wrong: period === null, measured: await hasQualityMarks(db),
      seen: languages === null ? 'all' : languages.length > 0 ? 'languages' : 'own', people: period ? await judged(site, actor, period) : [],
    }), { status: period ? 200 : 422 })
  })

  gated(router, 'GET /desk/quality/file', async (request, response, actor) => {
    const { typed, period } = await periodIn(request)
    if (!period) throw new AppError('invalid', { fields: 'from to' })
    const table = qualityTable(await judged(site, actor, period), typed)
    response.attachment(`quality-${typed.from}-${typed.to}.csv`).type('text/csv; charset=utf-8').send(writeCsv(table))
  })

  gated(router, 'POST /desk/marks/:mark/withdrawals', async ({ params: { mark } }, response, actor) => {
    if (!isId(mark)) throw new AppError('not_found')
    const { submission, segment } = await withdrawMark(db, actor, mark)
    seeOther(response, `/desk/submissions/${submission}?at=${segment}#p-${segment}`)
  })

  return router
}

async function judged({ db }: Site, actor: Actor, { from, until }: Period): Promise<JudgedPerson[]> {
  const people = await tallyPeople(db, { ...seenBy(actor), from, until })
  return people.sort((a, b) => a.name.localeCompare(b.name) || (a.language < b.language ? -1 : 1))
}

/** One's own always; of the languages that one reviews everybody's; as an administrator all. */
function seenBy(actor: Actor): Seen {
  return { person: actor.id, languages: can(actor, 'settings.change') ? null : languagesOf(actor, 'review') }
}
