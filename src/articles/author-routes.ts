import { Router, type Response } from 'express'
import { can } from '../people/abilities.ts'
import { gated } from '../people/gate.ts'
import type { Actor } from '../people/model.ts'
import { viewLocals } from '../web/locals.ts'
import { definePage } from '../web/page.ts'
import { seeOther } from '../web/redirect.ts'
import type { Site } from '../web/site.ts'
import { authorMark, authorsMark, mergeAuthors, renameAuthor } from './author-actions.ts'
import { findAuthor, listApprovedNames, listAuthorArticles, listAuthors } from './authors.ts'
import { readAuthorForm, typedNames } from './details-forms.ts'
import { idIn, queryIn, readMerge } from './merge-forms.ts'
import {
  articlesOf, doneIn, mergePage, namePage, namesPage, type AskedName, type MergePage, type NamePage, type NamesPage,
} from './name-pages.ts'
import { listTitles } from './store.ts'

const showAuthors = definePage<NamesPage>('articles/names')
const showAuthor = definePage<NamePage>('articles/name')
const showMerge = definePage<MergePage>('articles/merge')

/** The authors of the publication: how each is spelled in every language. A record is made where an article's byline is. */
export function authorRoutes(site: Site): Router {
  const router = Router()
  const { db, config: { languages } } = site
  const { known, show, confirm } = authorPages(site)

  gated(router, 'GET /desk/authors', async (request, response, actor) => {
    await showAuthors(response, namesPage(await listAuthors(db), { ...known(response, actor), query: queryIn(request.query['q']) }))
  })

  gated(router, 'GET /desk/authors/:author', async (request, response, actor) => {
    const { id } = await findAuthor(db, idIn(request.params['author']))
    if (id !== request.params['author']) return seeOther(response, `/desk/authors/${id}`)
    await show(response, actor, id, { done: doneIn(request.query['done']) })
  })

  gated(router, 'POST /desk/authors/:author', async (request, response, actor) => {
    const { id } = await findAuthor(db, idIn(request.params['author']))
    const typed = typedNames(request.body, languages)
    const form = readAuthorForm(request.body, languages)
    if (!form.ok) return show(response, actor, id, { typed, problems: form.problems }, 422)
    const answer = await renameAuthor(db, actor, { author: id, ...form.value })
    if (answer === 'moved') return show(response, actor, id, { typed, moved: true }, 409)
    if (answer === 'saved') await site.publicationChanged()
    seeOther(response, `/desk/authors/${id}?done=${answer}`)
  })

  gated(router, 'GET /desk/authors/:author/merge', async (request, response) => {
    const { other } = request.query
    await confirm(response, idIn(request.params['author']), other === undefined ? null : idIn(other))
  })

  gated(router, 'POST /desk/authors/:author/merges', async (request, response, actor) => {
    const { id } = await findAuthor(db, idIn(request.params['author']))
    const { other, shown } = readMerge(request.body)
    const answer = await mergeAuthors(db, actor, { author: id, other, shown })
    if (answer !== 'merged') return confirm(response, id, other, answer)
    await site.publicationChanged()
    seeOther(response, `/desk/authors/${id}?done=merged`)
  })

  return router
}

function authorPages({ db, config: { languages } }: Site) {
  const known = (response: Response, actor: Actor) =>
    ({ room: 'authors', lang: viewLocals(response).lang, languages, canChange: can(actor, 'details.change') }) as const

  return {
    known,

    show: async (response: Response, actor: Actor, id: string, asked: Partial<AskedName>, status = 200) => {
      const all = await listAuthors(db)
      const author = all.find((one) => one.id === id) ?? await findAuthor(db, id)
      const articles = await listAuthorArticles(db, id)
      const titles = await listTitles(db, articles, viewLocals(response).lang)
      const listed = articlesOf(articles, titles, await listApprovedNames(db, id), author)
      const page = namePage(author, all, { mark: authorMark(author), articles: listed }, { ...known(response, actor), ...asked })
      await showAuthor(response, page, { status })
    },

    confirm: async (response: Response, id: string, otherId: string | null, refused: MergePage['refused'] = null) => {
      const [kept, other] = [await findAuthor(db, id), otherId === null ? null : await findAuthor(db, otherId)]
      if (kept.id === other?.id) return seeOther(response, `/desk/authors/${kept.id}`)
      const mark = other ? authorsMark(kept, other) : ''
      const page = mergePage(kept, other, { room: 'authors', lang: viewLocals(response).lang, all: await listAuthors(db), mark, refused })
      await showMerge(response, page, { status: refused ? 409 : 200 })
    },
  }
}
