import type { Title } from '../articles/store.ts'
import type { Id, Language } from '../db/columns.ts'
import { CORRECTION_STATES, type CorrectionState } from './model.ts'
import type { CorrectionLine, CorrectionsPage } from './pages.ts'

/** What the address of the list asks for. */
export interface Asked {
  state: CorrectionState
  language: Language | null
  article: Id | null
  before: Id | null
}

export function correctionsPage({ asked, mine, more, lines, counts, title, isAsked }: {
  asked: Asked
  /** The languages in which the person may decide. */
  mine: readonly Language[]
  more: boolean
  lines: CorrectionLine[]
  counts: readonly { language: Language; state: CorrectionState; count: number }[]
  title: Title | null
  isAsked: boolean
}): CorrectionsPage {
  const { state, language, article, before } = asked
  const counted = counts.filter((one) => language === null || one.language === language)
  const countOf = (wanted: CorrectionState) => counted.filter((one) => one.state === wanted).reduce((sum, { count }) => sum + count, 0)
  const at = (change: Partial<Asked>) => listHref({ ...asked, before: null, ...change })
  return {
    state, lines, asked: isAsked,
    states: CORRECTION_STATES.map((one) => ({ state: one, count: countOf(one), href: at({ state: one }), current: one === state })),
    languages: mine.length < 2 ? []
      : [null, ...mine].map((one) => ({ language: one, href: at({ language: one }), current: one === language })),
    article: article && title ? { title, href: `/desk/articles/${article}`, all: at({ article: null }) } : null,
    older: more ? at({ before: lines.at(-1)?.id ?? null }) : null,
    newest: before === null ? null : at({}),
  }
}

/** The list, as far as it is not all that is open. */
export function listHref({ state = 'open', language = null, article = null, before = null }: Partial<Asked>): string {
  const query = new URLSearchParams({
    ...state === 'open' ? {} : { state }, ...language ? { language } : {}, ...article ? { article } : {}, ...before ? { before } : {},
  }).toString()
  return query ? `/desk/corrections?${query}` : '/desk/corrections'
}
