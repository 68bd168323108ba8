import express, { type Express, type Router } from 'express'
import { deskRoutes } from './desk/routes.ts'
import { ledgerRoutes } from './desk/ledger-routes.ts'
import { previewRoutes } from './desk/preview-routes.ts'
import { articleForms } from './exchange/body.ts'
import { exchangeRoutes } from './exchange/routes.ts'
import { editionRoutes } from './editions/routes.ts'
import { accountRoutes } from './people/account-routes.ts'
import { entranceRoutes } from './people/entrance-routes.ts'
import { peopleRoutes } from './people/routes.ts'
import { knowActor } from './people/sessions.ts'
import { settingsRoutes } from './people/settings-routes.ts'
import { chosenLanguage, nameSite, rememberLanguage } from './people/surroundings.ts'
import { healthRoutes } from './reader/health-routes.ts'
import { readerRoutes } from './reader/routes.ts'
import type { Shelf } from './reader/shelf.ts'
import { reviewRoutes } from './reviews/routes.ts'
import { translationRoutes } from './translations/routes.ts'
import { answerFailures, nothingHere } from './web/failure.ts'
import { ensurePreSession, refuseForeign, requireFormToken } from './web/forgery.ts'
import { formBody } from './web/form.ts'
import { cspReports, privatePages, sendHeaders } from './web/headers.ts'
import { chooseLanguage, switchLanguage } from './web/language.ts'
import { serveAssets } from './web/assets.ts'
import type { Site } from './web/site.ts'

/** The rooms with their own addresses, in the order of an article's life. */
const ROOMS: readonly ((site: Site) => Router)[] = [
  entranceRoutes,
  accountRoutes,
  peopleRoutes,
  settingsRoutes,
  ledgerRoutes,
  exchangeRoutes,
  translationRoutes,
  deskRoutes,
  previewRoutes,
  reviewRoutes,
  editionRoutes,
]

/** The site as an Express application: the way of a request, read downward. */
export function createApp(site: Site, shelf: Shelf): Express {
  const { config } = site
  const app = express()
  app.disable('x-powered-by').set('etag', false).set('query parser', 'simple').set('case sensitive routing', true)
  app.use(sendHeaders(config), serveAssets())
  // Readers come before everything that knows people: what they get is the same for all.
  app.use(healthRoutes(site), readerRoutes(site, shelf))
  // From here on every changing request must come from our own pages.
  app.use(refuseForeign(config), cspReports())
  app.use(privatePages, knowActor(site), chooseLanguage(config, chosenLanguage), ensurePreSession(config))
  app.use(['/desk', '/sign-in', '/setup', '/invitations'], nameSite(site))
  app.use(articleForms(), formBody(), requireFormToken(config), switchLanguage(config, rememberLanguage(site)))
  for (const room of ROOMS) app.use(room(site))
  app.use(nothingHere, answerFailures())
  return app
}
