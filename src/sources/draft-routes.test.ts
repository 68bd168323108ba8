import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Browser } from '../../test/browser.ts'
import { CHANGED, checkMarkup, enter, newOriginal, ORIGINAL, planText, press, SITES, type OriginalRoom } from '../../test/original-room.ts'
import { picture } from '../../test/pictures.ts'
import { newMember, type TestSite } from '../../test/site.ts'
import { sendFiles } from '../../test/uploads.ts'
import { putAway } from '../articles/archive-actions.ts'
import { fieldsIn } from '../../test/forms.ts'
import { findSourceDraft } from './draft-store.ts'

const WITH_WIND = ORIGINAL.replace('valley.', 'windy valley.')

for (const [name, open] of Object.entries(SITES)) {
  describe(`an original changed as one text, on ${name}`, () => {
    let site: TestSite
    let room: OriginalRoom
    before(async () => {
      site = await open()
      room = await newOriginal(site)
    })
    after(() => site.close())

    const textOn = (html: string) => fieldsIn(html, room.source).find(([field]) => field === 'text')?.[1]?.trim() ?? ''
    const draftOf = () => findSourceDraft(site.db, room.article, site.world.ed.id)

    it('shows the original as it can be brought in again, and makes no draft of what it says already', async () => {
      const ed = await enter(site, site.world.ed)
      const page = await ed.get(room.source)
      assert.equal(page.status, 200)
      assert.equal(textOn(page.html), ORIGINAL.trim())
      assert.deepEqual(await checkMarkup(page.html), [])
      const plan = await press(ed, page, room.source, 'plan')
      assert.match(plan.html, /nothing would change/)
      assert.equal(await draftOf(), null)
    })

    it('keeps what was typed, for its writer alone', async () => {
      const ed = await enter(site, site.world.ed)
      const saved = await press(ed, await ed.get(room.source), room.source, 'save', { text: WITH_WIND })
      assert.match(saved.url, /\?done=saved$/)
      assert.equal(textOn(saved.html), WITH_WIND.trim())
      const other = await enter(site, await newMember(site, 'Eve', ['publish:en']))
      assert.equal(textOn((await other.get(room.source)).html), ORIGINAL.trim())
    })

    it('is for those who may publish the language of the original alone', async () => {
      const foreign = await enter(site, await newMember(site, 'Uma', ['publish:uk']))
      for (const address of [room.source, room.plan]) assert.equal((await foreign.get(address)).status, 403)
      assert.equal((await (await enter(site, site.world.rev)).get(room.source)).status, 403)
    })

    it('never writes over something newer: both texts are shown, and the other can be gone back to (P13)', async () => {
      const [one, two] = [await enter(site, site.world.ed), await enter(site, site.world.ed)]
      const [first, second] = [await one.get(room.source), await two.get(room.source)]
      await press(one, first, room.source, 'save', { text: `${WITH_WIND}\nFrom the first window.\n` })
      const refused = await press(two, second, room.source, 'save', { text: `${WITH_WIND}\nFrom the second window.\n` })
      assert.equal(refused.status, 409)
      assert.match(textOn(refused.html), /From the second window/)
      assert.match(refused.html, /<pre class="other-text"[\s\S]*From the first window/)
      assert.deepEqual(await checkMarkup(refused.html), [])
      const saved = await press(two, refused, room.source, 'save')
      assert.match(textOn(saved.html), /From the second window/)
      const back = await press(two, saved, room.source, 'back')
      assert.match(textOn(back.html), /From the first window/)
      assert.match(textOn((await press(two, back, room.source, 'back')).html), /From the second window/)
    })

    it('is saved by a script in the same way, which is told why where it cannot be', async () => {
      const ed = await enter(site, site.world.ed)
      const fields = Object.fromEntries(fieldsIn((await ed.get(room.source)).html, room.source))
      const save = async (changes: Record<string, string>) => {
        const { status, html } = await ed.postRaw(room.source, { ...fields, do: 'save', ...changes }, { accept: 'application/json' })
        return [status, JSON.parse(html)]
      }
      const version = Number(fields['version'])
      assert.deepEqual(await save({ text: WITH_WIND }), [200, { version: version + 1 }])
      assert.deepEqual(await save({ text: `${WITH_WIND}x` }), [409, { conflict: 'draft' }])
      assert.deepEqual(await save({ text: 'a\u0000b', version: String(version + 1) }), [422, { problem: 'unusable' }])
      assert.equal((await draftOf())?.text.trim(), WITH_WIND.trim())
    })

    it('is discarded and can be gone back to; so can what was taken out of the field', async () => {
      const ed = await enter(site, site.world.ed)
      const discarded = await press(ed, await ed.get(room.source), room.source, 'discard')
      assert.equal(textOn(discarded.html), ORIGINAL.trim())
      assert.equal(await draftOf(), null)
      assert.doesNotMatch((await ed.get('/desk')).html, new RegExp(room.source))
      const back = await press(ed, discarded, room.source, 'back')
      assert.equal(textOn(back.html), WITH_WIND.trim())
      assert.match((await ed.get('/desk')).html, new RegExp(`href="${room.source}"`))
      const emptied = await press(ed, back, room.source, 'save', { text: '' })
      assert.equal(textOn((await press(ed, emptied, room.source, 'back')).html), WITH_WIND.trim())
    })

    const faults: [what: string, text: string, sentence: RegExp][] = [
      ['no title', 'It rained.', /There is no title/],
      ['two titles', '# One\n\nIt rained.\n\n{.title}\nTwo\n', /line="5"[\s\S]*second title/],
      ['no text', '# One', /Besides the title there is no text/],
      ['a picture nobody has', `# One\n\nIt rained.\n\n![A bridge](/images/${'0'.repeat(64)})`, /line="5"[\s\S]*no image with this address/],
      ['a picture without words', '# One\n\nIt rained.\n\n![](a.jpg)', /Say in the square brackets/],
      ['signs nobody can see', '# One\n\nIt\u202e rained.', /line="3"[\s\S]*invisible characters/],
    ]
    it('says what keeps a text from becoming the article, and where, with the text in its field', async () => {
      const ed = await enter(site, site.world.ed)
      for (const [what, text, sentence] of faults) {
        const answer = await press(ed, await ed.get(room.source), room.source, 'plan', { text })
        assert.equal(answer.status, 422, what)
        assert.match(answer.html, sentence, what)
        assert.equal(textOn(answer.html), text.trim(), what)
        assert.deepEqual(await checkMarkup(answer.html), [], what)
      }
    })

    it('is as long as what can be brought in, and no longer', async () => {
      const ed = await enter(site, site.world.ed)
      const page = await ed.get(room.source)
      const long = `# One\n\n${'rain '.repeat(800_000)}`
      const answer = await press(ed, page, room.source, 'save', { text: long })
      assert.equal(answer.status, 413)
      assert.match(answer.html, /This is too long/)
      assert.equal(textOn(answer.html).length, long.trim().length)
    })

    it('is taken from a file, and what was there before is one button away', async () => {
      const ed = await enter(site, site.world.ed)
      const send = async (file: string, text: string, format = '') => {
        const fields = Object.fromEntries(fieldsIn((await press(ed, await ed.get(room.source), room.source, 'save', { text: WITH_WIND })).html, room.source)
          .filter(([field]) => !['file', 'pictures', 'form_token'].includes(field)))
        return sendFiles(site, ed, room.source, { ...fields, do: 'file', format }, [{ field: 'file', name: file, bytes: text }])
      }
      const markdown = await send('new.md', CHANGED)
      assert.equal(markdown.status, 200)
      assert.match(markdown.html, /read from the file new\.md as Markdown/)
      assert.equal(textOn(markdown.html), CHANGED.trim())
      assert.deepEqual(await checkMarkup(markdown.html), [])
      assert.equal(textOn((await press(ed, markdown, room.source, 'back')).html), WITH_WIND.trim())
      const html = await send('new.html', '<h1>The quiet bridge</h1><p>It <b>rained</b>.</p><img src="i/old bridge.png" alt="A bridge"><script>x</script>', 'html')
      assert.equal(textOn(html.html), '# The quiet bridge\n\nIt **rained**.\n\n![A bridge](i/old%20bridge.png)')
      const refused = await send('new.docx', 'PK\u0003\u0004\u0000\u0000')
      assert.equal(refused.status, 422)
      assert.match(refused.html, /archive or a Word document/)
      assert.equal(textOn(refused.html), WITH_WIND.trim())
    })

    it('takes pictures: where the text names the file its address stands, others are told how to be named', async () => {
      const ed = await enter(site, site.world.ed)
      const text = `${ORIGINAL}\n![The old bridge](img/Bridge.png "In rain")\n`
      const fields = Object.fromEntries(fieldsIn((await press(ed, await ed.get(room.source), room.source, 'save', { text })).html, room.source)
        .filter(([field]) => !['file', 'pictures', 'form_token'].includes(field)))
      const answer = await sendFiles(site, ed, room.source, { ...fields, do: 'pictures', format: '' }, [
        { field: 'pictures', name: 'bridge.png', bytes: await picture(40, 30, 'png') },
        { field: 'pictures', name: 'rope.png', bytes: await picture(30, 30, 'png', 2) },
        { field: 'pictures', name: 'notes.png', bytes: 'no picture' },
      ])
      assert.equal(answer.status, 422)
      assert.match(textOn(answer.html), /!\[The old bridge\]\(\/images\/[0-9a-f]{64} "In rain"\)/)
      assert.match(answer.html, /rope\.png<\/span> <code>!\[\]\(\/images\/[0-9a-f]{64}\)/)
      assert.match(answer.html, /cannot be used[\s\S]*notes\.png/)
      assert.match((await ed.get(room.plan)).html, /<img src="\/desk\/images\/[0-9a-f]{64}"/)
    })

    it('shows whoever signs in again what was typed when the session had ended (P01)', async () => {
      const ed = await enter(site, site.world.ed)
      const fields = Object.fromEntries(fieldsIn((await ed.get(room.source)).html, room.source).filter(([field]) => !['file', 'pictures'].includes(field)))
      await site.db.deleteFrom('session').where('person_id', '=', site.world.ed.id).execute()
      const late = await ed.postRaw(room.source, { ...fields, text: `${WITH_WIND}\nTyped too late.\n`, do: 'save' })
      assert.equal(late.status, 401)
      assert.match(late.html, /Typed too late/)
      assert.doesNotMatch((await new Browser(site).get(room.source)).html, /windy/)
    })

    it('is read and not sent while the article is in the trash', async () => {
      const other = await newOriginal(site)
      await putAway(site.db, site.world.ed, { article: other.article, to: 'trash', reason: 'No.' })
      const ed = await enter(site, site.world.ed)
      assert.match((await ed.get(other.source)).html, /in the trash/)
      const refused = await planText(ed, other, CHANGED)
      assert.equal(refused.status, 409)
      assert.match(refused.html, /A photographer came/)
    })
  })
}
