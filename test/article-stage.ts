import assert from 'node:assert/strict'
import { listSlugs } from '../src/articles/store.ts'
import { readConfig } from '../src/config.ts'
import type { Db } from '../src/db/schema.ts'
import { publishEdition, restoreEdition, withdrawEdition } from '../src/editions/actions.ts'
import { findEdition } from '../src/editions/store.ts'
import { listUndone } from '../src/editions/undone-store.ts'
import { articleAnswer } from '../src/reader/article-answers.ts'
import { publishedOnly } from '../src/reader/published.ts'
import type { Reader } from '../src/reader/surroundings.ts'
import { findFault } from '../src/upkeep/soundness.ts'
import type { Act } from './article-acts.ts'
import { compare, readStored, type Stored } from './article-compare.ts'
import { ArticleOracle } from './article-oracle.ts'
import { openPage, outcomeOf, remember, type Page, type Play } from './article-play.ts'
import { openUndoing, undoShown, type UndoPage } from './article-undoing.ts'
import { openWhole, revise, settleWhole, type Became, type WholePage } from './article-wholes.ts'
import { restore, settle, write } from './article-words.ts'
import { Words } from './distinct-words.ts'
import type { Paragraph } from './oracle.ts'
import type { Right } from './oracle-texts.ts'
import { newArticle, newPerson, newWorld, translateAll } from './world.ts'

type Somebody = Play['people'][number]

/** An article on which people act, real and as the oracle has it, compared after every act. */
export class Stage {
  readonly #play: Play
  readonly #reader: Reader
  readonly #pages = new Map<string, Page>()
  readonly #wholes = new Map<number, WholePage>()
  readonly #undoings = new Map<number, UndoPage>()
  #stored: Stored
  /** What readers got after the last act that was theirs to see. */
  #shown: string[] = []

  private constructor(play: Play, stored: Stored) {
    this.#play = play
    this.#stored = stored
    const now = Date.now()
    this.#reader = { db: publishedOnly(play.db), config: readConfig({}), clock: () => now }
  }

  /** An article of five paragraphs, `translated` or not. */
  static async begin(db: Db, { held, translated }: { held: readonly (readonly Right[])[]; translated: boolean }): Promise<Stage> {
    const world = await newWorld(db)
    const people = []
    for (const [i, some] of held.entries()) {
      const actor = await newPerson(db, `P${i}`, some.map((right) => right.replace(' ', ':')))
      people.push({ actor, person: { name: actor.id, rights: new Set(some) } })
    }
    const words = new Words()
    const texts = [words.sentence(), words.paragraph(), words.paragraph(), words.paragraph(), words.paragraph()]
    const { article, segments } = await newArticle(world, 'en', texts)
    const oracle = new ArticleOracle(texts, world.ed.id)
    if (translated) {
      await translateAll(world, { article, source: 'en', language: 'uk' }, texts.map((_, at) => `абзац ${at}`))
      for (const [at, one] of oracle.paragraphs.entries()) one.approve('uk', one.write('uk', `абзац ${at}`, world.ada.id, []), world.rev.id)
    }
    const ids = new Map(oracle.paragraphs.map((paragraph, at) => [paragraph, segments[at] ?? '']))
    const play: Play = { db, article, oracle, people, words, ids, documents: [], sent: [] }
    remember(play)
    return new Stage(play, await readStored(play))
  }

  async step(one: Act): Promise<void> {
    if (one.kind === 'correct') {
      // One offers words, and the next decides on them.
      await this.step({ ...one, kind: 'offer' })
      await this.step({ ...one, kind: 'decide', who: (one.who + 1) % this.#play.people.length, fresh: true })
      return
    }
    const somebody = this.#play.people[one.who]
    assert.ok(somebody)
    const became = await this.#act(one, somebody)
    if (!became) return
    const [actual, expected] = became
    assert.equal(actual, expected, JSON.stringify(one))
    this.#stored = await compare(this.#play, somebody, this.#stored)
    assert.equal(await findFault(this.#play.db), null)
    remember(this.#play)
  }

  /** Readers have what was published last, to the byte. */
  async end(): Promise<void> {
    assert.deepEqual(await this.#readPages(), this.#shown)
  }

  async #act(one: Act, somebody: Somebody): Promise<Became | null> {
    const { kind } = one
    if (kind === 'publish' || kind === 'publish again' || kind === 'unpublish') return this.#publish(one, somebody)
    if (kind === 'revise' || kind === 'put back' || kind === 'say again' || kind === 'apply at once') return revise(this.#play, somebody, one, await this.#openWhole(one))
    if (kind === 'decide whole' || kind === 'take back whole') return settleWhole(this.#play, somebody, one, await this.#openWhole(one))
    if (kind === 'undo') return undoShown(this.#play, somebody, await this.#openUndoing(one))
    const page = await this.#openPage(one)
    if (!page) return null
    if (kind === 'restore') return restore(this.#play, somebody, one, page)
    if (kind === 'decide' || kind === 'confirm' || kind === 'take back') return settle(this.#play, somebody, one, page)
    return write(this.#play, somebody, one, page)
  }

  async #publish({ kind, language, nth, words }: Act, { actor, person }: Somebody): Promise<Became | null> {
    const { db, article, oracle: { editions } } = this.#play
    if (kind === 'publish again' && editions.made[language].length === 0) return null
    await this.end()
    const place = { article, language }
    const number = 1 + nth % Math.max(1, editions.made[language].length)
    const accepted = editions.count(language)
    const expected = kind === 'publish' ? editions.publish(person, language)
      : kind === 'unpublish' ? editions.withdraw(person, language) : editions.restore(person, language, number)
    const old = kind === 'publish again' ? await findEdition(db, article, language, number) : null
    const undone = old ? (await listUndone(db, article, [old.id])).get(old.id)?.length ?? 0 : 0
    const act = kind === 'publish' ? publishEdition(db, actor, { ...place, accepted })
      : kind === 'unpublish' ? withdrawEdition(db, actor, { ...place, reason: words }) : restoreEdition(db, actor, { ...place, number, reason: words, undone })
    const actual = await outcomeOf(act.then(() => 'done'))
    this.#shown = await this.#readPages()
    return [actual, expected]
  }

  async #readPages(): Promise<string[]> {
    const { current } = this.#play.oracle.editions
    if (!current.en && !current.uk) return []
    const slugs = await listSlugs(this.#play.db, this.#play.article)
    return Promise.all([...slugs].map(async ([language, slug]) => {
      const answer = await articleAnswer(this.#reader, language, slug)
      return 'to' in answer ? answer.to : String(answer.body)
    }))
  }

  async #openWhole({ who, fresh }: Act): Promise<WholePage> {
    const open = this.#wholes.get(who)
    if (open && !fresh) return open
    const somebody = this.#play.people[who]
    assert.ok(somebody)
    const page = await openWhole(this.#play, somebody)
    this.#wholes.set(who, page)
    return page
  }

  async #openUndoing(one: Act): Promise<UndoPage> {
    const open = this.#undoings.get(one.who)
    if (open && !one.fresh) return open
    const page = await openUndoing(this.#play, one)
    this.#undoings.set(one.who, page)
    return page
  }

  /** A page just opened, or one that has stood open for a while: of a paragraph for which the act makes sense. */
  async #openPage(one: Act): Promise<Page | null> {
    const { who, language, nth, fresh } = one
    const somebody = this.#play.people[who]
    assert.ok(somebody)
    const paragraph = choose(this.#sensible(one, somebody), nth)
    if (!paragraph) return null
    const key = [who, language, this.#play.ids.get(paragraph)].join(' ')
    const open = this.#pages.get(key)
    if (open && !fresh) return open
    const page = await openPage(this.#play, somebody, paragraph, language)
    this.#pages.set(key, page)
    return page
  }

  #sensible({ kind, language, nth }: Act, { person }: Somebody): Paragraph[] {
    const { oracle } = this.#play
    const gone = oracle.archived()
    const all = [...oracle.outline.map(({ paragraph }) => paragraph), ...gone]
    const fits: Partial<Record<Act['kind'], (one: Paragraph) => boolean>> = {
      'send': ({ sides }) => sides[language].drafts.has(person.name),
      'still fits': (one) => one.step() === 'behind' || one.sides[language].returned !== null,
      'decide': ({ sides }) => sides[language].proposal !== null,
      'confirm': ({ sides }) => sides[language].proposal?.awaits === 'confirmation',
      'take back': ({ sides }) => sides[language].proposal?.sender === person.name,
      'restore': ({ sides }) => sides[language].proposal === null && sides[language].texts.length > 1,
    }
    const some = all.filter((one) => fits[kind]?.(one) ?? true)
    // A structure that waits is made over the words of its paragraphs: what becomes of it when they change?
    const reshaped = language === 'en' ? some.filter((one) => oracle.change?.over.some(([paragraph]) => paragraph === one)) : []
    if (reshaped.length > 0 && nth % 3 > 0) return reshaped
    // What makes no sense is tried now and then all the same.
    return some.length > 0 || nth % 5 > 0 ? some : all
  }
}

function choose<T>(some: readonly T[], nth: number): T | undefined {
  return some[nth % Math.max(1, some.length)]
}
