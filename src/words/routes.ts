import { Router, type Response } from 'express'
import { isId } from '../db/id.ts'
import { AppError } from '../errors.ts'
import { can } from '../people/abilities.ts'
import { typedIn } from '../people/forms.ts'
import { gated } from '../people/gate.ts'
import type { Actor } from '../people/model.ts'
import { form, language, line, readForm, words, type Problems } from '../web/form.ts'
import { viewLocals } from '../web/locals.ts'
import { definePage } from '../web/page.ts'
import { seeOther } from '../web/redirect.ts'
import type { Site } from '../web/site.ts'
import { addWord, markSiteWord } from './actions.ts'
import { isOneWord, LONGEST_NOTE, LONGEST_WORD, type WantedWord } from './model.ts'
import { askedIn, wordsPage, type AskedWords, type WordsPage } from './pages.ts'
import { findWord, listWords } from './store.ts'

const showWords = definePage<WordsPage>('words/list')

/** Words that are right on this site, whatever dictionaries say. */
export function wordRoutes(site: Site): Router {
  const router = Router()
  const { db, config: { languages } } = site

  gated(router, 'GET /desk/words', async (request, response, actor) => {
    await show(site, response, actor, askedIn(request.query, languages))
  })

  gated(router, 'POST /desk/words', async (request, response, actor) => {
    const read = readForm(form({
      language: language(languages), word: line({ max: LONGEST_WORD }).refine(isOneWord),
      note: words({ max: LONGEST_NOTE, optional: true }),
    }), request.body)
    if (!read.ok) return showAgain(site, response, actor, request.body, read.problems)
    const { done } = await addWord(db, actor, read.value)
    seeOther(response, `/desk/words?done=${done}&q=${encodeURIComponent(read.value.word)}`)
  })

  for (const [way, mark] of [['removals', 'removed'], ['restorations', 'restored']] as const) {
    gated(router, `POST /desk/words/:word/${way}`, async (request, response, actor) => {
      const id = request.params['word']
      if (!isId(id)) throw new AppError('not_found')
      await markSiteWord(db, actor, id, mark)
      seeOther(response, `/desk/words?done=${mark}${mark === 'removed' ? `&word=${encodeURIComponent(id)}` : ''}`)
    })
  }
  return router
}

async function showAgain(site: Site, response: Response, actor: Actor, body: unknown, problems: Problems): Promise<void> {
  const { languages } = site.config
  const fields = typedIn(body, ['language', 'word', 'note'])
  const typed: WantedWord = { language: fields['language'] ?? '', word: fields['word'] ?? '', note: fields['note'] ?? '' }
  await show(site, response, actor, askedIn({}, languages), { typed, problems })
}

interface Again { typed: WantedWord; problems: Problems }

async function show({ db, config }: Site, response: Response, actor: Actor, asked: AskedWords, again?: Again): Promise<void> {
  const { languages } = config
  const mine = languages.filter((one) => can(actor, 'words.change', one))
  const gone = asked.done === 'removed' && isId(asked.word) ? await findWord(db, asked.word) : undefined
  const removed = gone && gone.removed_at !== null && mine.includes(gone.language) ? gone : null
  const page = wordsPage(await listWords(db, languages), asked, { lang: viewLocals(response).lang, mine, removed, ...again })
  await showWords(response, page, { status: again ? 422 : 200 })
}
