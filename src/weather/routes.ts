import { Router } from 'express'
import { typedIn } from '../people/forms.ts'
import { gated } from '../people/gate.ts'
import { readSettings } from '../people/settings.ts'
import { form, line, readForm } from '../web/form.ts'
import { definePage } from '../web/page.ts'
import { seeOther } from '../web/redirect.ts'
import type { Site } from '../web/site.ts'
import { clearWeather, setWeather } from './actions.ts'
import { readDegrees } from './model.ts'
import { WEATHER_DONE, weatherPage, type WeatherPage } from './pages.ts'
import { findWeather } from './store.ts'

const showWeather = definePage<WeatherPage>('weather/show')

const PATH = '/desk/settings/weather'
const LONGEST = 20
const schema = form({ celsius: line({ max: LONGEST }).refine((typed) => readDegrees(typed) !== undefined, 'degrees') })
const nothing = form({})

/** The temperature that readers see, said by hand where no program says it. */
export function weatherRoutes(site: Site): Router {
  const router = Router()
  const { db, config } = site
  const page = async (sent?: Parameters<typeof weatherPage>[1]) => {
    const { masthead } = await readSettings(db, [])
    const known = await findWeather(db)
    return weatherPage({ known, shown: masthead.temperature, asked: config.weatherUrl !== null, clock: Date.now() }, sent)
  }
  gated(router, 'GET /desk/settings/weather', async (request, response) => {
    await showWeather(response, await page({ done: WEATHER_DONE.find((code) => code === request.query['done']) }))
  })
  gated(router, 'POST /desk/settings/weather', async (request, response, actor) => {
    const sent = readForm(schema, request.body)
    const celsius = sent.ok ? readDegrees(sent.value.celsius) : undefined
    if (!sent.ok || celsius === undefined) {
      const problems = sent.ok ? {} : sent.problems
      return showWeather(response, await page({ typed: typedIn(request.body, ['celsius'])['celsius'] ?? '', problems }), { status: 422 })
    }
    await setWeather(db, actor, celsius)
    await site.publicationChanged()
    seeOther(response, `${PATH}?done=told`)
  })
  gated(router, 'POST /desk/settings/weather/deletions', async (request, response, actor) => {
    const sent = readForm(nothing, request.body)
    if (!sent.ok) return showWeather(response, await page({ problems: sent.problems }), { status: 422 })
    await clearWeather(db, actor)
    await site.publicationChanged()
    seeOther(response, `${PATH}?done=cleared`)
  })
  return router
}
