import { Router } from 'express'
import { readForm } from '../web/form.ts'
import { definePage } from '../web/page.ts'
import { seeOther } from '../web/redirect.ts'
import type { Site } from '../web/site.ts'
import { changeSettings } from './actions.ts'
import { settingsForm, settingsIn, typedIn } from './forms.ts'
import { gated } from './gate.ts'
import { SETTINGS_DONE, type SettingsPage } from './pages.ts'
import { readSettings } from './settings.ts'

const showSettings = definePage<SettingsPage>('people/settings')

/** What the site is called and where it is, and who may approve their own words. */
export function settingsRoutes(site: Site): Router {
  const router = Router()
  const { db, config: { languages } } = site
  const schema = settingsForm(languages)
  gated(router, 'GET /desk/settings', async (request, response) => {
    const { name, place, reviewPolicy } = await readSettings(db, languages)
    const typed = Object.fromEntries(languages.flatMap((language) => [
      [`site_name_${language}`, name[language] ?? ''], [`place_${language}`, place[language] ?? ''], [`policy_${language}`, reviewPolicy[language] ?? 'two'],
    ]))
    await showSettings(response, { typed, done: SETTINGS_DONE.find((code) => code === request.query['done']), problems: {} })
  })
  gated(router, 'POST /desk/settings', async (request, response, actor) => {
    const form = readForm(schema, request.body)
    if (!form.ok) {
      const typed = typedIn(request.body, Object.keys(schema.shape))
      return showSettings(response, { typed, done: undefined, problems: form.problems }, { status: 422 })
    }
    await changeSettings(db, actor, settingsIn(form.value, languages))
    await site.publicationChanged()
    seeOther(response, '/desk/settings?done=saved')
  })
  return router
}
