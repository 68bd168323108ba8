import { Router } from 'express'
import { deskRoutes } from './desk/routes.ts'
import { ledgerRoutes } from './desk/ledger-routes.ts'
import { previewRoutes } from './desk/preview-routes.ts'
import { articleForms } from './exchange/body.ts'
import { exchangeRoutes } from './exchange/routes.ts'
import { editionRoutes } from './editions/routes.ts'
import { accountRoutes } from './people/account-routes.ts'
import { entranceRoutes } from './people/entrance-routes.ts'
import { peopleRoutes } from './people/routes.ts'
import { knowActor, knowActorStill } from './people/sessions.ts'
import { settingsRoutes } from './people/settings-routes.ts'
import { chosenLanguage, nameSite, rememberLanguage } from './people/surroundings.ts'
import { reviewRoutes } from './reviews/routes.ts'
import { translationRoutes } from './translations/routes.ts'
import { ensurePreSession, refuseForeign, requireFormToken } from './web/forgery.ts'
import { formBody } from './web/form-body.ts'
import { chooseLanguage, switchLanguage } from './web/language.ts'
import { cspReports, privatePages } from './web/headers.ts'
import type { Site } from './web/site.ts'

/** Rooms with their own addresses, in the order of an article's life. */
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

/** What only those who work here ask for. */
export function workRooms(site: Site): Router {
  const { config } = site
  const rooms = Router({ caseSensitive: true })
  // From here on every changing request must come from our own pages.
  rooms.use(refuseForeign(config), cspReports())
  rooms.use(privatePages, knowActor(site), chooseLanguage(config, chosenLanguage), ensurePreSession(config))
  rooms.use(['/desk', '/sign-in', '/setup', '/invitations'], nameSite(site))
  rooms.use(articleForms(), formBody(), knowActorStill(site), requireFormToken(config), switchLanguage(config, rememberLanguage(site)))
  for (const room of ROOMS) rooms.use(room(site))
  return rooms
}
