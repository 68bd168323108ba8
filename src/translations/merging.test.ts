import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser } from '../../test/browser.ts'
import { newPostgresDatabase } from '../../test/databases.ts'
import { checkHtml } from '../../test/markup.ts'
import { fieldsOf, wordsOf } from '../../test/paragraph-form.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { draftOf, textOf, translatorOn, type Room } from '../../test/translator.ts'
import { reviewAll, submit } from '../../test/world.ts'
import type { Id } from '../db/columns.ts'

const settings = { sqlite: async () => ({}), postgres: async () => ({ DATABASE_URL: await newPostgresDatabase() }) }
const FIRST = 'Дощило три дні поспіль, і річка піднялася.'
const MINE = 'Лило три дні поспіль, і річка піднялася.'
const THEIRS = 'Дощило три дні поспіль, і річка розлилася.'
const BOTH = 'Лило три дні поспіль, і річка розлилася.'

for (const [name, read] of Object.entries(settings)) {
  describe(`two people in one paragraph (${name})`, () => {
    let site: TestSite
    before(async () => { site = await startTestSite(await read()) })
    after(() => site.close())
    const { as, newRoom, factOf, save, send, approve } = translatorOn(() => site)

    /** The form of Ada’s page as it was before Bob’s text was approved over it. */
    async function meet(
      theirs: string, at: readonly number[] = [1],
    ): Promise<{ room: Room; browser: Browser; form: Record<string, string> }> {
      const room = await newRoom(['The quiet bridge', 'It rained for three days, and the river rose.', 'Nobody came for three days, and it rained.'])
      await approve(room, Object.fromEntries(at.map((i) => [i, FIRST])))
      const browser = await as(site.world.ada)
      const form = fieldsOf(await browser.get(room.page), '/drafts')
      await submit(site.db, site.world.bob, room, Object.fromEntries(at.map((i) => [room.segments[i] ?? '', theirs])))
      await reviewAll(site.db, site.world.rev, room)
      return { room, browser, form }
    }

    async function parents(revision: Id | undefined): Promise<string[]> {
      const rows = await site.db.selectFrom('revision_parent').innerJoin('revision', 'revision.id', 'revision_parent.parent_id')
        .select(['revision_parent.role', 'revision.text']).where('revision_parent.revision_id', '=', revision ?? '').execute()
      return rows.map(({ role, text }) => `${role}: ${text}`).sort()
    }

    it('see what both began from, what each changed, and both changes together where they do not touch (P14)', async () => {
      const { room, browser, form } = await meet(THEIRS)
      const answer = await browser.postRaw(`${room.page}/drafts`, { ...form, [textOf(room.segments[1])]: MINE, do: `next:${room.segments[1]}` })
      assert.equal(answer.status, 409)
      assert.deepEqual(await checkHtml(answer.html), [])
      const words = wordsOf(answer)
      for (const part of [
        /The text both began from Дощило три дні поспіль, і річка піднялася\./, /What you changed \[deleted: Дощило \] \[added: Лило \]/,
        /What changed meanwhile Дощило .*\[deleted: піднялася \] \[added: розлилася \]/,
        /Both changes together.*\[deleted: Дощило \] \[added: Лило \] три дні поспіль, і річка розлилася/,
      ]) assert.match(words, part)
      assert.equal((await factOf(room, 1)).approved?.text, THEIRS)
      assert.equal((await factOf(room, 1, site.world.ada)).draft, null)
    })

    it('take both together by a button without scripts: a draft made from both texts, sent by the person (P14)', async () => {
      const { room, browser, form } = await meet(THEIRS)
      const [, segment] = room.segments
      const conflict = await browser.postRaw(`${room.page}/drafts`, { ...form, [textOf(segment)]: MINE, do: `next:${segment}` })
      const taken = await browser.postRaw(`${room.page}/drafts`, { ...fieldsOf(conflict, '/drafts'), do: `merged:${segment}` })
      assert.match(wordsOf(taken), /Both changes are together now, as your draft\./)
      assert.equal((await factOf(room, 1, site.world.ada)).draft?.text, BOTH)
      await send(browser, room.page)
      assert.deepEqual(await parents((await factOf(room, 1)).proposal?.revision), [`merge: ${FIRST}`, `merge: ${THEIRS}`])
    })

    it('keep what was typed on the page of the conflict itself: the button goes by the words in the field', async () => {
      const { room, browser, form } = await meet(THEIRS)
      const [, segment] = room.segments
      const conflict = await browser.postRaw(`${room.page}/drafts`, { ...form, [textOf(segment)]: MINE, do: `next:${segment}` })
      const fields = fieldsOf(conflict, '/drafts')
      await browser.postRaw(`${room.page}/drafts`, { ...fields, [textOf(segment)]: MINE.replace('Лило', 'Линуло'), do: `merged:${segment}` })
      assert.equal((await factOf(room, 1, site.world.ada)).draft?.text, BOTH.replace('Лило', 'Линуло'))
      const touching = await browser.postRaw(`${room.page}/drafts`, { ...fields, [textOf(segment)]: MINE.replace('піднялася', 'спала'), do: `merged:${segment}` })
      assert.equal(touching.status, 409)
      assert.equal(fieldsOf(touching, '/drafts')[textOf(segment)], MINE.replace('піднялася', 'спала'))
      assert.doesNotMatch(touching.html, /value="merged:/)
    })

    it('are left to themselves where their changes touch, with all three texts (P14)', async () => {
      const { room, browser, form } = await meet(FIRST.replace('Дощило', 'Мрячило'))
      const answer = await browser.postRaw(`${room.page}/drafts`, { ...form, [textOf(room.segments[1])]: MINE, do: `next:${room.segments[1]}` })
      assert.equal(answer.status, 409)
      assert.doesNotMatch(wordsOf(answer), /Both changes together/)
      assert.match(wordsOf(answer), /The text both began from/)
    })

    it('in several paragraphs of one form: each is merged by its own button, the others stay to be looked at (P14)', async () => {
      const { room, browser, form } = await meet(THEIRS, [1, 2])
      const [, one, two] = room.segments
      const conflict = await browser.postRaw(`${room.page}/drafts`, { ...form, [textOf(one)]: MINE, [textOf(two)]: MINE, do: 'all' })
      assert.equal(conflict.html.match(/value="merged:/g)?.length, 2)
      const half = await browser.postRaw(`${room.page}/drafts`, { ...fieldsOf(conflict, '/drafts'), do: `merged:${one}` })
      assert.equal(half.status, 409)
      assert.match(wordsOf(half), /The rest is saved: 1 paragraph\./)
      const drafts = async () => Promise.all([1, 2].map(async (i) => (await factOf(room, i, site.world.ada)).draft?.text))
      assert.deepEqual(await drafts(), [BOTH, undefined])
      await browser.postRaw(`${room.page}/drafts`, { ...fieldsOf(half, '/drafts'), do: `merged:${two}` })
      assert.deepEqual(await drafts(), [BOTH, BOTH])
    })

    it('are told of it by the answer to a script, which can save both over what stands there now (P14)', async () => {
      const { room, browser, form } = await meet(THEIRS)
      const [, segment = ''] = room.segments
      const post = async (shown: string, text: string) => {
        const [base = '', source = '', version = '', , from = ''] = shown.split(',')
        const answer = await browser.postRaw(`${room.page}${draftOf(segment)}`,
          { form_token: form['form_token'] ?? '', text, base, source, version, from }, { accept: 'application/json' })
        return { status: answer.status, told: JSON.parse(answer.html) as { conflict?: string; merged?: string; shown?: string } }
      }
      const { status, told } = await post(form[`shown:${segment}`] ?? '', MINE)
      assert.deepEqual([status, told.conflict, told.merged], [409, 'newer_text', BOTH])
      assert.equal((await post(told.shown ?? '', told.merged ?? '')).status, 200)
      assert.equal((await factOf(room, 1, site.world.ada)).draft?.text, BOTH)
    })

    it('so are two windows of one person, as far as the page knew what was typed over', async () => {
      const room = await newRoom()
      const [, segment] = room.segments
      await approve(room, { 1: FIRST })
      const browser = await as(site.world.ada)
      const other = fieldsOf(await browser.get(room.page), '/drafts')
      await save(browser, room.page, segment, THEIRS)
      const conflict = await browser.postRaw(`${room.page}/drafts`, { ...other, [textOf(segment)]: MINE, do: `next:${segment}` })
      assert.match(wordsOf(conflict), /You saved another draft.*Both changes together/)
      const late = fieldsOf(await browser.get(room.page), '/drafts')
      await browser.postRaw(`${room.page}/drafts`, { ...fieldsOf(conflict, '/drafts'), do: `merged:${segment}` })
      assert.equal((await factOf(room, 1, site.world.ada)).draft?.text, BOTH)
      const unknown = await browser.postRaw(`${room.page}/drafts`, { ...late, [textOf(segment)]: THEIRS.replace('поспіль', 'підряд'), do: `next:${segment}` })
      assert.doesNotMatch(unknown.html, /value="merged:/, 'what the earlier draft said is not known')
      const known = await browser.postRaw(`${room.page}/drafts`,
        { ...late, [textOf(segment)]: THEIRS.replace('поспіль', 'підряд'), [`before:${segment}`]: THEIRS, do: `next:${segment}` })
      assert.match(known.html, /value="merged:/)
      const endless = await browser.postRaw(`${room.page}/drafts`,
        { ...late, [textOf(segment)]: THEIRS.replace('поспіль', 'підряд'), [`before:${segment}`]: THEIRS.repeat(20_000), do: `next:${segment}` })
      assert.doesNotMatch(endless.html, /value="merged:/)
    })

    it('never get words of another paragraph as what they began from', async () => {
      const { room, browser, form } = await meet(THEIRS)
      const [title, segment] = room.segments
      await approve(room, { 0: 'Таємний міст' })
      const foreign = (await factOf(room, 0)).approved?.revision ?? ''
      const shown = (form[`shown:${segment}`] ?? '').replace(/^[^,]*/, foreign)
      const answer = await browser.postRaw(`${room.page}/drafts`, { ...form, [`shown:${segment}`]: shown, [textOf(segment)]: MINE, do: `next:${segment}` })
      assert.equal(answer.status, 409)
      assert.doesNotMatch(wordsOf(answer), /Таємний/)
      assert.equal(title, room.segments[0])
    })
  })
}
