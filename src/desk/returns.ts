import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { namesOf } from '../people/store.ts'
import { listOutline } from '../segments/store.ts'
import { listWholeReturns } from '../translations/whole-store.ts'
import { anchorOf } from '../translations/whole.ts'
import type { ReturnedParagraph } from './model.ts'

/** `_returns`: what a reviewer says of a whole submission, beside the work that it makes. */
export type ReturnMessages = readonly ReturnMessage[]

interface ReturnMessage {
  by: string
  at: Timestamp
  reason: string
  /** All of it on the translator's page. */
  href: string
  examples: { href: string; number: number; reason: string }[]
}

export function returnPlace({ article, language }: { article: Id | null; language: Language }): string {
  return `${article ?? ''} ${language}`
}

/** The messages that came with what was returned, by article and language: each once, however many paragraphs came back with it. */
export async function readReturnMessages(db: Db, returned: readonly ReturnedParagraph[]): Promise<Map<string, ReturnMessage[]>> {
  const whole = await listWholeReturns(db, returned.map(({ decision }) => decision))
  const names = await namesOf(db, [...whole.values()].map(({ reviewer }) => reviewer))
  const messages = new Map<string, ReturnMessage[]>()
  const acts = new Map(returned.flatMap((one) => {
    const act = whole.get(one.decision)
    return act ? [[act.id, { act, ...one }] as const] : []
  }))
  for (const { act, article, language } of acts.values()) {
    const room = `/desk/articles/${article}/languages/${language}`
    const outline = act.examples.length > 0 ? await listOutline(db, article, act.examples.map(({ segment }) => segment)) : []
    const places = new Map(outline.map((row) => [row.segment, row.position + 1]))
    const examples = act.examples.flatMap(({ segment, reason }) => {
      const number = places.get(segment)
      return number === undefined ? [] : [{ href: `${room}/segments/${segment}`, number, reason }]
    })
    const place = returnPlace({ article, language })
    messages.set(place, [...messages.get(place) ?? [], {
      by: names.get(act.reviewer) ?? '', at: act.at, reason: act.reason, href: `${room}#${anchorOf(act)}`,
      examples: examples.sort((a, b) => a.number - b.number),
    }])
  }
  return messages
}
