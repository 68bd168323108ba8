import type { Id } from '../src/db/columns.ts'
import type { Db } from '../src/db/schema.ts'
import { composeNow } from '../src/editions/compose.ts'
import { findArticle } from '../src/articles/store.ts'
import type { Actor } from '../src/people/model.ts'
import { hashToken, newToken } from '../src/people/tokens.ts'
import { headOf, type SegmentFacts } from '../src/segments/model.ts'
import { formToken } from '../src/web/forgery.ts'
import { factsIn, newArticle, newPerson, newWorld } from './world.ts'

/** What somebody did, marked with words that stand nowhere else, and what the server said of it. */
export interface Deed {
  kind: 'save' | 'send' | 'approve' | 'return' | 'publish' | 'withdraw'
  mark: string
  person: Id
  /** The paragraph saved or decided. */
  segment?: Id
  /** `unknown`: the server never answered. */
  answer: 'done' | 'refused' | 'unknown'
  status: number | null
}

/** People at work on one article over HTTP, each as often as asked at the same time, and everything they were told. */
export interface Crew {
  deeds: Deed[]
  /** Works until `enough` says so or the server is silent. */
  work: (site: { url: string; db: Db }, enough: () => boolean) => Promise<void>
}

interface Member {
  person: Actor
  secret: string
  task: 'translate' | 'review' | 'publish'
}

export async function newCrew(db: Db, { windows = 2, paragraphs = 8 } = {}): Promise<Crew> {
  const world = await newWorld(db)
  const { article } = await newArticle(world, 'en', Array.from({ length: paragraphs }, (_, i) => `Paragraph ${i}.`))
  const translators = [world.ada, world.bob, await newPerson(db, 'Cat', ['translate:uk'])]
  const members: Member[] = []
  const hire = async (person: Actor, task: Member['task']) => { members.push({ person, task, secret: await newSession(db, person) }) }
  // Two windows of one person are two of them here: they meet in the same drafts.
  for (let window = 0; window < windows; window += 1) for (const person of translators) await hire(person, 'translate')
  for (const person of [world.rev, world.sam]) await hire(person, 'review')
  await hire(world.ed, 'publish')
  const deeds: Deed[] = []
  const work: Crew['work'] = async (site, enough) => {
    await Promise.all(members.map(async (member, seat) => {
      for (let turn = seat; !enough(); turn += 1) {
        if (await new Desk({ ...site, article, deeds, ...member }).takeTurn(turn) === 'unknown') return
      }
    }))
  }
  return { deeds, work }
}

type Seat = Member & { db: Db; url: string; article: Id; deeds: Deed[] }

/** One person's turn: what they do depends on what stands there. */
class Desk {
  readonly #at: Seat

  constructor(at: Seat) {
    this.#at = at
  }

  async takeTurn(turn: number): Promise<Deed['answer']> {
    const { task } = this.#at
    if (task === 'publish') return this.#publish()
    const facts = await factsIn(this.#at.db, this.#at.article, 'en', 'uk', this.#at.person)
    if (task === 'review') return this.#review(facts, turn)
    return turn % 4 === 3 ? this.#send(facts) : this.#save(facts, turn)
  }

  async #save(facts: readonly SegmentFacts[], turn: number): Promise<Deed['answer']> {
    const one = facts[turn % facts.length]
    if (!one) throw new Error('an article without paragraphs')
    const mark = newMark('draft')
    return this.#post({ kind: 'save', mark, segment: one.segment }, `${this.#room}/segments/${one.segment}/draft`, {
      base: headOf(one)?.revision ?? '', source: one.source?.revision ?? '', version: String(one.draft?.version ?? 0), text: mark,
    })
  }

  async #send(facts: readonly SegmentFacts[]): Promise<Deed['answer']> {
    const mark = newMark('message')
    const drafts = facts.flatMap(({ segment, draft, proposal }) => draft && !proposal ? [[`draft:${segment}`, String(draft.version)]] : [])
    if (drafts.length === 0) return 'refused'
    return this.#post({ kind: 'send', mark }, `${this.#room}/submissions`, { message: mark, ...Object.fromEntries(drafts) as Record<string, string> })
  }

  async #review(facts: readonly SegmentFacts[], turn: number): Promise<Deed['answer']> {
    const open = facts.filter(({ proposal }) => proposal?.awaits === 'review')
    const one = open[turn % Math.max(1, open.length)]
    if (!one?.proposal) return this.#look('/desk/reviews')
    const { id, submission, revision } = one.proposal
    const kind = turn % 3 === 0 ? 'return' : 'approve'
    const mark = kind === 'return' ? newMark('reason') : id
    return this.#post({ kind, mark, segment: one.segment }, `/desk/submissions/${submission}/reviews`, {
      [`shown:${id}`]: [revision, one.source?.revision, one.approved?.revision].map((part) => part ?? '').join(),
      [`outcome:${id}`]: kind, [`reason:${id}`]: kind === 'return' ? mark : '',
    })
  }

  async #publish(): Promise<Deed['answer']> {
    const { db, article } = this.#at
    const mark = newMark('note')
    const published = await db.selectFrom('publication').select('edition_id').where('language', '=', 'en').executeTakeFirst()
    if (published) return this.#post({ kind: 'withdraw', mark }, `/desk/articles/${article}/languages/en/withdrawals`, { reason: mark })
    const { candidate } = await composeNow(db, await findArticle(db, article), 'en')
    return this.#post({ kind: 'publish', mark }, `/desk/articles/${article}/languages/en/editions`, {
      slug: 'paragraphs', note: mark, missing: String(candidate.missing.length), behind: String(candidate.behind.length),
    })
  }

  get #room(): string {
    return `/desk/articles/${this.#at.article}/languages/uk`
  }

  async #look(path: string): Promise<Deed['answer']> {
    const { url, secret } = this.#at
    const answer = await fetch(url + path, { headers: { cookie: `__Host-sid=${secret}` } }).catch(() => undefined)
    await answer?.text().catch(() => '')
    return answer ? 'refused' : 'unknown'
  }

  async #post(deed: Pick<Deed, 'kind' | 'mark' | 'segment'>, path: string, fields: Record<string, string>): Promise<Deed['answer']> {
    const { url, secret, person, deeds } = this.#at
    const answer = await fetch(url + path, {
      method: 'POST', redirect: 'manual', body: new URLSearchParams({ ...fields, form_token: formToken(secret) }),
      headers: { cookie: `__Host-sid=${secret}`, origin: url },
    }).catch(() => undefined)
    await answer?.text().catch(() => '')
    // 200: a page that says which of the chosen paragraphs were sent and which were not.
    const told: Deed['answer'] = answer === undefined ? 'unknown' : answer.status === 303 || answer.status === 200 ? 'done' : 'refused'
    deeds.push({ ...deed, person: person.id, answer: told, status: answer?.status ?? null })
    return told
  }
}

let marks = 0
function newMark(kind: string): string {
  marks += 1
  return `${kind} ${marks} of ${process.pid}`
}

async function newSession(db: Db, person: Actor): Promise<string> {
  const secret = newToken()
  const times = { created_at: '2026-01-01T00:00:00.000Z', expires_at: '2999-01-01T00:00:00.000Z' }
  await db.insertInto('session').values({ token_hash: hashToken(secret), person_id: person.id, ...times }).execute()
  return secret
}
