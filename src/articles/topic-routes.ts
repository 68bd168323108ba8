import { Router, type Response } from 'express'
import { can } from '../people/abilities.ts'
import { gated } from '../people/gate.ts'
import type { Actor } from '../people/model.ts'
import { viewLocals } from '../web/locals.ts'
import { definePage } from '../web/page.ts'
import { seeOther } from '../web/redirect.ts'
import type { Site } from '../web/site.ts'
import { nameField, readTopicForm, typedNames } from './details-forms.ts'
import { idIn, queryIn, readMerge } from './merge-forms.ts'
import {
  articlesOf, doneIn, mergePage, namePage, namesPage, type AskedName, type AskedNames, type MergePage, type NamePage, type NamesPage,
} from './name-pages.ts'
import { listTitles } from './store.ts'
import { addTopic, deleteTopic, mergeTopics, renameTopic, topicMark, topicsMark } from './topic-actions.ts'
import { findTopic, listTopicArticles, listTopics } from './topics.ts'

const showTopics = definePage<NamesPage>('articles/names')
const showTopic = definePage<NamePage>('articles/name')
const showMerge = definePage<MergePage>('articles/merge')

/** The topics of the publication: their names in each language. */
export function topicRoutes(site: Site): Router {
  const router = Router()
  const { db, config: { languages } } = site
  const { list, show } = topicPages(site)
  const taken = { [nameField(languages[0] ?? 'uk')]: 'taken' } as const

  gated(router, 'GET /desk/topics', async (request, response, actor) => {
    await list(response, actor, { query: queryIn(request.query['q']), done: doneIn(request.query['done']) })
  })

  gated(router, 'POST /desk/topics', async (request, response, actor) => {
    const again = (problems: NamesPage['problems']) => list(response, actor, { typed: typedNames(request.body, languages), problems }, 422)
    const form = readTopicForm(request.body, languages)
    if (!form.ok) return again(form.problems)
    if (await addTopic(db, actor, form.value.names) === 'taken') return again(taken)
    seeOther(response, '/desk/topics?done=added')
  })

  gated(router, 'GET /desk/topics/:topic', async (request, response, actor) => {
    const { id } = await findTopic(db, idIn(request.params['topic']))
    if (id !== request.params['topic']) return seeOther(response, `/desk/topics/${id}`)
    await show(response, actor, id, { done: doneIn(request.query['done']) })
  })

  gated(router, 'POST /desk/topics/:topic', async (request, response, actor) => {
    const { id } = await findTopic(db, idIn(request.params['topic']))
    const typed = typedNames(request.body, languages)
    const form = readTopicForm(request.body, languages)
    if (!form.ok) return show(response, actor, id, { typed, problems: form.problems }, 422)
    const answer = await renameTopic(db, actor, { topic: id, ...form.value })
    if (answer === 'moved') return show(response, actor, id, { typed, moved: true }, 409)
    if (answer === 'taken') return show(response, actor, id, { typed, problems: taken }, 422)
    if (answer === 'saved') await site.publicationChanged()
    seeOther(response, `/desk/topics/${id}?done=${answer}`)
  })

  gated(router, 'POST /desk/topics/:topic/deletions', async (request, response, actor) => {
    await deleteTopic(db, actor, idIn(request.params['topic']))
    seeOther(response, '/desk/topics?done=deleted')
  })

  addMerging(router, site)
  return router
}

function addMerging(router: Router, site: Site): void {
  const { confirm } = topicPages(site)

  gated(router, 'GET /desk/topics/:topic/merge', async (request, response) => {
    const { other } = request.query
    await confirm(response, idIn(request.params['topic']), other === undefined ? null : idIn(other))
  })

  gated(router, 'POST /desk/topics/:topic/merges', async (request, response, actor) => {
    const { id } = await findTopic(site.db, idIn(request.params['topic']))
    const { other, shown } = readMerge(request.body)
    if (await mergeTopics(site.db, actor, { topic: id, other, shown }) === 'moved') return confirm(response, id, other, 'moved')
    await site.publicationChanged()
    seeOther(response, `/desk/topics/${id}?done=merged`)
  })
}

function topicPages({ db, config: { languages } }: Site) {
  const known = (response: Response, actor: Actor) =>
    ({ room: 'topics', lang: viewLocals(response).lang, languages, canChange: can(actor, 'details.change') }) as const

  return {
    list: async (response: Response, actor: Actor, asked: Partial<AskedNames>, status = 200) =>
      showTopics(response, namesPage(await listTopics(db), { ...known(response, actor), ...asked }), { status }),

    show: async (response: Response, actor: Actor, id: string, asked: Partial<AskedName>, status = 200) => {
      const all = await listTopics(db)
      const topic = all.find((one) => one.id === id) ?? await findTopic(db, id)
      const articles = await listTopicArticles(db, id)
      const listed = articlesOf(articles, await listTitles(db, articles, viewLocals(response).lang))
      const page = namePage(topic, all, { mark: topicMark(topic), articles: listed }, { ...known(response, actor), ...asked })
      await showTopic(response, page, { status })
    },

    confirm: async (response: Response, id: string, otherId: string | null, refused: MergePage['refused'] = null) => {
      const [kept, other] = [await findTopic(db, id), otherId === null ? null : await findTopic(db, otherId)]
      if (kept.id === other?.id) return seeOther(response, `/desk/topics/${kept.id}`)
      const mark = other ? topicsMark(kept, other) : ''
      const page = mergePage(kept, other, { room: 'topics', lang: viewLocals(response).lang, all: await listTopics(db), mark, refused })
      await showMerge(response, page, { status: refused ? 409 : 200 })
    },
  }
}
