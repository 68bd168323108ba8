import { Router } from 'express'
import { boardRoutes } from './desk/board-routes.ts'
import { helpRoutes } from './desk/help-routes.ts'
import { deskRoutes } from './desk/routes.ts'
import { historyRoutes } from './desk/history-routes.ts'
import { ledgerRoutes } from './desk/ledger-routes.ts'
import { statusRoutes } from './desk/status-routes.ts'
import { previewRoutes } from './desk/preview-routes.ts'
import { imageRoutes } from './assets/routes.ts'
import { archiveRoutes } from './articles/archive-routes.ts'
import { authorRoutes } from './articles/author-routes.ts'
import { detailsRoutes } from './articles/details-routes.ts'
import { topicRoutes } from './articles/topic-routes.ts'
import { noticeCorrections } from './corrections/notice.ts'
import { correctionRoutes } from './corrections/routes.ts'
import { articleForms } from './exchange/body.ts'
import { bringExample } from './exchange/example.ts'
import { exchangeRoutes } from './exchange/routes.ts'
import { clockIn, momentIn } from './editions/moments.ts'
import { glossaryForms } from './glossary/body.ts'
import { glossaryRoutes } from './glossary/routes.ts'
import { editionRoutes } from './editions/routes.ts'
import { scheduleRoutes } from './editions/schedule-routes.ts'
import { accountRoutes } from './people/account-routes.ts'
import { answerLateGuests, entranceRoutes } from './people/entrance-routes.ts'
import { answerLate, leadToPage } from './people/late-forms.ts'
import { answerRefused } from './people/refused-forms.ts'
import { peopleRoutes } from './people/routes.ts'
import { actorOf, knowActor, knowActorStill } from './people/sessions.ts'
import { settingsRoutes } from './people/settings-routes.ts'
import { chosenLanguage, nameSite, rememberLanguage, signForms } from './people/surroundings.ts'
import { qualityRoutes } from './quality/routes.ts'
import { answerLateReports, reportForms, reportRoutes } from './reader/correction-routes.ts'
import { confirmProposal } from './reviews/actions.ts'
import { memoryForms } from './memory/body.ts'
import { memoryRoutes } from './memory/routes.ts'
import { reviewRoutes } from './reviews/routes.ts'
import { sourceForms } from './sources/body.ts'
import { sourceRoutes } from './sources/routes.ts'
import { sheetForms } from './translations/body.ts'
import { translationRoutes } from './translations/routes.ts'
import { undoingRoutes } from './undoing/routes.ts'
import { ensurePreSession, refuseForeign, requireFormToken } from './web/forgery.ts'
import { makeRoomForBodies } from './web/body-room.ts'
import { formBody } from './web/form-body.ts'
import { chooseLanguage, switchLanguage } from './web/language.ts'
import { cspReports, privatePages } from './web/headers.ts'
import type { Site } from './web/site.ts'
import { uploadTexts } from './web/upload-texts.ts'
import { wordRoutes } from './words/routes.ts'
import { weatherRoutes } from './weather/routes.ts'

/** Rooms with their own addresses, in the order of an article's life. */
const ROOMS: readonly ((site: Site) => Router)[] = [
  (site) => entranceRoutes(site, bringExample),
  accountRoutes,
  peopleRoutes,
  settingsRoutes,
  weatherRoutes,
  helpRoutes,
  historyRoutes,
  ledgerRoutes,
  statusRoutes,
  imageRoutes,
  exchangeRoutes,
  archiveRoutes,
  detailsRoutes,
  authorRoutes,
  topicRoutes,
  glossaryRoutes,
  wordRoutes,
  memoryRoutes,
  (site) => translationRoutes(site, confirmProposal),
  boardRoutes,
  deskRoutes,
  previewRoutes,
  reviewRoutes,
  (site) => qualityRoutes(site, { momentIn, clockIn }),
  (site) => undoingRoutes(site, momentIn),
  sourceRoutes,
  editionRoutes,
  scheduleRoutes,
  correctionRoutes,
  reportRoutes,
]

/** Twice what a form may hold: a late one is carried as JSON, whose marks are written longer in a form. */
const LATE_FORM_BYTES = 5 * 1024 * 1024

/** What only those who work here ask for. `refused` hears of forms for which there was no room. */
export function workRooms(site: Site, refused: (kind: string) => void): Router {
  const { config } = site
  const rooms = Router({ caseSensitive: true })
  // From here on every changing request must come from our own pages.
  rooms.use(refuseForeign(config), cspReports())
  rooms.use(privatePages, knowActor(site), chooseLanguage(config, chosenLanguage), ensurePreSession(config), signForms(site))
  rooms.use(['/desk', '/sign-in', '/setup', '/invitations', '/reset'], nameSite(site))
  rooms.use(makeRoomForBodies((request) => (actorOf(request) ? 'members' : 'strangers'), refused))
  // A form that came too late travels once more, within the form that signs in.
  rooms.use('/sign-in', ...formBody({ limit: LATE_FORM_BYTES }))
  rooms.use(reportForms())
  rooms.use(articleForms(), glossaryForms(), memoryForms(), sheetForms(), sourceForms(), formBody(), uploadTexts())
  rooms.use(knowActorStill(site), requireFormToken(config))
  rooms.use('/desk', noticeCorrections(site))
  rooms.use(switchLanguage(config, rememberLanguage(site)))
  for (const room of ROOMS) rooms.use(room(site))
  rooms.use(leadToPage, answerLateReports(site), answerLateGuests(site), answerLate(site), answerRefused)
  return rooms
}
