import assert from 'node:assert/strict'
import { transact } from '../src/db/transact.ts'
import type { Db } from '../src/db/schema.ts'
import { AppError } from '../src/errors.ts'
import type { Actor } from '../src/people/model.ts'
import { writeSettings, type ReviewPolicy } from '../src/people/settings.ts'
import { confirmProposal, returnSubmission, reviewSubmission } from '../src/reviews/actions.ts'
import { openNewsroom, type Newsroom } from './newsroom.ts'
import { newPerson, shownOf, submit, type World } from './world.ts'

export type Who = 'ada' | 'bob' | 'rev' | 'sam' | 'kim'
export type Room = Newsroom & { people: Pick<World, 'ada' | 'bob' | 'rev' | 'sam'> & { kim: Actor } }

export const setPolicy = (db: Db, policy: ReviewPolicy) => transact(db, (tx) => writeSettings(tx, { reviewPolicy: { uk: policy } }))

export async function openRoom(db: Db): Promise<Room> {
  const room = await openNewsroom(db)
  await setPolicy(db, 'three')
  return { ...room, people: { ...room.world, kim: await newPerson(db, 'Kim', ['review:uk']) } }
}

/** What the rule says, from its words alone: who wrote, who stood, and what that comes to. */
export class Play {
  readonly #room: Room
  #policy: ReviewPolicy = 'three'
  #sender: Who | null = null
  #awaits: 'review' | 'confirmation' = 'review'
  #editor: Who | null = null
  readonly #wrote = new Set<Who>()
  readonly #stood = new Set<Who>()
  #text = ''
  #approved: string | null = null
  #nth = 0

  constructor(room: Room) {
    this.#room = room
  }

  async run(steps: readonly { who: Who; does: string }[]): Promise<void> {
    const desk = await this.#room.newDesk()
    for (const step of steps) {
      await this.#step(desk, step)
      assert.equal((await this.#room.stateIn(desk, 1)).text, this.#approved, JSON.stringify(steps))
    }
  }

  async #step(desk: Awaited<ReturnType<Newsroom['newDesk']>>, { who, does }: { who: Who; does: string }): Promise<void> {
    const { db, people } = this.#room
    const [segment, actor] = [desk.segments[1] ?? '', people[who]]
    this.#nth += 1
    if (does === 'policy') {
      this.#policy = this.#policy === 'three' ? 'two' : 'three'
      return setPolicy(db, this.#policy)
    }
    if (does === 'original') {
      this.#stood.clear()
      return this.#room.changeSource(desk, segment, `It rained ${this.#nth} times.`)
    }
    if (does === 'send') {
      if (this.#sender || who !== 'ada' && who !== 'bob') return
      this.#text = `Дощило "так" ${this.#nth} разів.`
      await submit(db, actor, desk, { [segment]: this.#text })
      this.#begin(who)
      return
    }
    if (!this.#sender || who === 'ada' && does !== 'confirm') return
    const { proposal, shown } = shownOf((await this.#room.stateIn(desk, 1)).facts)
    const { submission } = await db.selectFrom('proposal').select('submission_id as submission').where('id', '=', proposal).executeTakeFirstOrThrow()
    const review = (verdict: { outcome: 'approve' } | { outcome: 'edit'; text: string }) => reviewSubmission(db, actor, submission, [{ proposal, shown, ...verdict }])
    if (does === 'return') {
      await returnSubmission(db, actor, submission, 'Ні.', [{ proposal, shown, outcome: 'return', reason: 'Ні.' }])
      this.#sender = null
      return
    }
    if (does === 'confirm') {
      const allowed = this.#awaits === 'confirmation' && (who === this.#sender ? who !== this.#editor : !this.#isOwn(who) && who !== 'ada')
      await this.#expect(allowed, confirmProposal(db, actor, proposal, shown))
      if (allowed) this.#accept(who)
      return
    }
    // Who sent it may accept an edit, by whichever button.
    const accepts = who === this.#sender && this.#awaits === 'confirmation' && who !== this.#editor
    const allowed = !this.#isOwn(who) || accepts
    const typed = does === 'edit' ? `Ішов дощ ${this.#nth}.` : this.#text.includes('"') ? this.#text.replaceAll('"', '”') : this.#text.replaceAll('”', '"')
    await this.#expect(allowed, review(does === 'approve' || typed === this.#text ? { outcome: 'approve' } : { outcome: 'edit', text: typed }))
    if (!allowed) return
    if (does === 'approve' || typed === this.#text) this.#accept(who)
    else this.#edited(who, typed, does === 'typography')
  }

  #begin(who: Who): void {
    this.#sender = who
    this.#awaits = 'review'
    this.#editor = null
    this.#wrote.add(who)
    this.#stood.clear()
  }

  #isOwn(who: Who): boolean {
    return this.#wrote.has(who) || who === this.#sender
  }

  #isEnough(): boolean {
    return this.#policy === 'two' || [...this.#stood].filter((who) => who !== this.#sender).length >= 2
  }

  #accept(who: Who): void {
    this.#stood.add(who)
    this.#awaits = 'review'
    if (this.#isEnough()) this.#approve()
  }

  #edited(who: Who, text: string, plain: boolean): void {
    this.#text = text
    // Nobody has read what its sender makes of it.
    if (who === this.#sender) this.#stood.clear()
    this.#stood.add(who)
    this.#wrote.add(who)
    this.#editor = who
    this.#awaits = plain ? 'review' : 'confirmation'
    if (plain && this.#isEnough()) this.#approve()
  }

  #approve(): void {
    this.#approved = this.#text
    this.#sender = null
    this.#wrote.clear()
    this.#stood.clear()
  }

  async #expect(allowed: boolean, done: Promise<unknown>): Promise<void> {
    const failed = await done.then(() => null, (error: unknown) => error instanceof AppError ? error.code : error)
    if (allowed) assert.equal(failed, null)
    else assert.ok(failed === 'own_words' || failed === 'forbidden' || failed === 'moved_on', String(failed))
  }
}
