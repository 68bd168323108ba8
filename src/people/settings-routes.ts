import { Router } from 'express'
import { AppError } from '../errors.ts'
import { interfaceLanguages } from '../i18n/languages.ts'
import { speak } from '../i18n/voice.ts'
import type { Language } from '../db/columns.ts'
import { now } from '../db/id.ts'
import { readForm } from '../web/form.ts'
import { definePage } from '../web/page.ts'
import { seeOther } from '../web/redirect.ts'
import type { Site } from '../web/site.ts'
import { typedIn } from './forms.ts'
import { gated } from './gate.ts'
import { readSettings } from './settings.ts'
import { changeSettings, settingsMark } from './settings-actions.ts'
import { settingsForm, settingsIn } from './settings-form.ts'
import { SETTINGS_DONE, settingsPage, type SettingsPage } from './settings-pages.ts'

const showSettings = definePage<SettingsPage>('people/settings')

/** What the site is called, how it looks to readers, and who may approve their own words. */
export function settingsRoutes(site: Site): Router {
  const router = Router()
  const { db, config } = site
  const { languages } = config
  const schema = settingsForm(languages)
  const page = async (sent?: Parameters<typeof settingsPage>[2]) => {
    const settings = await readSettings(db, languages)
    return settingsPage(settings, { shown: settingsMark(settings), zone: config.timeZone, example: exampleIn, now: now() }, sent)
  }
  gated(router, 'GET /desk/settings', async (request, response) => {
    await showSettings(response, await page({ done: SETTINGS_DONE.find((code) => code === request.query['done']) }))
  })
  gated(router, 'POST /desk/settings', async (request, response, actor) => {
    const form = readForm(schema, request.body)
    const typed = typedIn(request.body, Object.keys(schema.shape).filter((name) => name !== 'shown'))
    if (!form.ok) return showSettings(response, await page({ typed, problems: form.problems }), { status: 422 })
    try {
      await changeSettings(db, actor, settingsIn(form.value, languages), { shown: form.value.shown, languages })
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'wrong_state')) throw error
      return showSettings(response, await page({ typed, moved: true }), { status: 409 })
    }
    await site.publicationChanged()
    seeOther(response, '/desk/settings?done=saved')
  })
  return router
}

/** Words of the language itself; none where the interface does not speak it. */
function exampleIn(language: Language): string | undefined {
  return interfaceLanguages.includes(language) ? speak(language).t('settings:example') : undefined
}
