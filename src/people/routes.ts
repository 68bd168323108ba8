import { Router, type Request, type Response } from 'express'
import type { Id, Language } from '../db/columns.ts'
import { isId, now } from '../db/id.ts'
import { AppError, type ErrorCode } from '../errors.ts'
import { countWaitingMail, listFailedMail } from '../mail/store.ts'
import { readForm } from '../web/form.ts'
import { definePage } from '../web/page.ts'
import { seeOther } from '../web/redirect.ts'
import type { Site } from '../web/site.ts'
import { changeAccess, changeRights, endSessionsOf, inviteAgain, invitePerson, revokeLink, type NewLink } from './actions.ts'
import { can } from './abilities.ts'
import { accessForm, invitationForm, rightsForm, tickedIn, typedIn } from './forms.ts'
import { gated } from './gate.ts'
import { linkTo } from './letters.ts'
import { listLinks } from './link-store.ts'
import { holds, type Grant } from './model.ts'
import { linkLines, PEOPLE_DONE, personRows, rightBoxes, rightMeanings, type Invitation, type PeoplePage } from './people-pages.ts'
import { actorOf } from './sessions.ts'
import { findPerson, grantsOf, listGrants, listInvitations, listPeople } from './store.ts'
import { listOpenWork } from './work-store.ts'

const showPeople = definePage<PeoplePage>('people/list')
/** The id of the form that invites. */
const INVITE = 'invite'

/** What a page tells beside the people themselves; the rights asked for in vain belong to `person`. */
type Shown = Partial<Omit<PeoplePage, 'people' | 'meanings' | 'links' | 'mail'>> & { person?: Id; grants?: readonly Grant[] }

/** Everybody who takes part, what they may do, and new links for them. */
export function peopleRoutes(site: Site): Router {
  const router = Router()
  const { db, config, config: { languages } } = site
  const shownLink = (name: string, { token, purpose, until, mailed }: NewLink) =>
    ({ name, url: linkTo(config, purpose, token), purpose, until, mailed })
  gated(router, 'GET /desk/people', (request, response) =>
    show(site, response, 200, { done: PEOPLE_DONE.find((code) => code === request.query['done']) }))
  gated(router, 'POST /desk/people', async (request, response, actor) => {
    const form = readForm(invitationForm(languages), request.body)
    if (!form.ok) return show(site, response, 422, { invitation: { ...typedInvitation(request, languages), problems: form.problems } })
    const { name, email, 'right[]': grants } = form.value
    const made = await unlessRefused(invitePerson(db, actor, { name, email, grants }, config), 'email_taken')
    if (made) return show(site, response, 201, { link: shownLink(name, made) })
    return show(site, response, 409, { refused: 'email_taken', invitation: { ...typedInvitation(request, languages), problems: { email: 'person_taken' } } })
  })
  gated(router, 'POST /desk/people/:person/invitations', async (request, response, actor) => {
    const { id, name } = await findPerson(db, personIn(request))
    await show(site, response, 201, { link: shownLink(name, await inviteAgain(db, actor, id, config)) })
  })
  gated(router, 'POST /desk/people/:person/revocations', async (request, response, actor) => {
    await revokeLink(db, actor, personIn(request))
    seeOther(response, '/desk/people?done=revoked#links')
  })
  gated(router, 'POST /desk/people/:person/sign-outs', async (request, response, actor) => {
    await endSessionsOf(db, actor, personIn(request))
    seeOther(response, '/desk/people?done=signedOut')
  })
  gated(router, 'POST /desk/people/:person/rights', async (request, response, actor) => {
    const person = personIn(request)
    const form = readForm(rightsForm(languages), request.body)
    if (!form.ok) throw new AppError('invalid')
    // Rights in a language that the site has given up for now are not on the page; they stay.
    const others = (await grantsOf(db, person)).filter(({ language }) => language !== '' && !languages.includes(language))
    const grants = [...form.value['right[]'], ...others]
    if (!await unlessRefused(changeRights(db, actor, person, grants).then(() => true), 'last_administrator')) {
      return show(site, response, 409, { refused: 'last_administrator', person, grants })
    }
    const leaves = person === actor.id && !holds({ ...actor, grants }, 'administrator')
    seeOther(response, leaves ? '/desk' : '/desk/people?done=rights')
  })
  gated(router, 'POST /desk/people/:person/access', async (request, response, actor) => {
    const person = personIn(request)
    const form = readForm(accessForm, request.body)
    if (!form.ok) throw new AppError('invalid')
    const { access, reason = '' } = form.value
    const { password_hash } = await findPerson(db, person)
    if (!await unlessRefused(changeAccess(db, actor, person, access === 'open', reason).then(() => true), 'last_administrator')) {
      return show(site, response, 409, { refused: 'last_administrator', person })
    }
    const opened = password_hash === null ? 'openedInvited' : 'opened'
    seeOther(response, person === actor.id ? '/sign-in?done=signed_out' : `/desk/people?done=${access === 'open' ? opened : 'closed'}`)
  })
  return router
}

async function show(site: Site, response: Response, status: number, { person, grants, ...shown }: Shown): Promise<void> {
  const { db, config: { languages, smtpUrl } } = site
  const found = {
    people: await listPeople(db), grants: await listGrants(db), invitations: await listInvitations(db), work: await listOpenWork(db),
    undoes: can(actorOf(response.req), 'edits.undo'),
  }
  const people = personRows({ ...found, refused: person ? { person, grants: grants ?? null } : null }, languages, response.locals.lang ?? '')
  const invitation = { name: '', email: '', boxes: rightBoxes(INVITE, languages, new Set()), problems: {} }
  const mail = { on: smtpUrl !== null, waiting: await countWaitingMail(db), failed: await listFailedMail(db) }
  const links = linkLines(await listLinks(db), found.people, now())
  const page = { invitation, links, mail, link: null, done: undefined, refused: null, ...shown, people, meanings: rightMeanings() }
  await showPeople(response, page, { status })
}

function typedInvitation({ body }: Request, languages: readonly Language[]): Omit<Invitation, 'problems'> {
  const { name = '', email = '' } = typedIn(body, ['name', 'email'])
  return { name, email, boxes: rightBoxes(INVITE, languages, tickedIn(body, 'right[]')) }
}

function personIn({ params: { person } }: Request): Id {
  if (!isId(person)) throw new AppError('not_found')
  return person
}

/** The result, or undefined when it was refused for this reason, which the page then says. */
async function unlessRefused<T>(work: Promise<T>, code: ErrorCode): Promise<T | undefined> {
  return work.catch((error: unknown) => {
    if (error instanceof AppError && error.code === code) return undefined
    throw error
  })
}
