import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import ejs from 'ejs'
import { interfaceLanguages } from '../i18n/languages.ts'
import { speak } from '../i18n/voice.ts'
import { plainLocals } from './locals.ts'
import type { Head } from './locals.ts'
import { deskMenu } from './menu.ts'
import { progressSpans } from './parts.ts'
import type { Field, Progress, ProblemSummary, StateChip } from './parts.ts'

it('turns counts into neighbouring stretches of a bar', () => {
  assert.deepEqual(
    progressSpans([{ state: 'approved', count: 8 }, { state: 'returned', count: 0 }, { state: 'draft', count: 3 }, { state: 'not_started', count: 1 }]),
    [{ state: 'approved', from: 0, to: 66.7 }, { state: 'draft', from: 66.7, to: 91.7 }, { state: 'not_started', from: 91.7, to: 100 }],
  )
  assert.deepEqual(progressSpans([{ state: 'draft', count: 0 }]), [])
})

it('marks the section somebody is in, and none that only begins alike', () => {
  const current = (path: string) => deskMenu(path, true).filter((item) => item.current).map((item) => item.key)
  assert.deepEqual(current('/desk?tab=1'), ['work'])
  assert.deepEqual(current('/desk/articles/7/languages/uk?x'), ['articles'])
  assert.deepEqual(current('/desk/submissions/7'), ['reviews'])
  assert.deepEqual(current('/desk/articlesque'), [])
  assert.ok(!deskMenu('/desk', false).some(({ key }) => key === 'people'))
})

const STATES = ['not_started', 'draft', 'waiting', 'confirmation', 'returned', 'behind', 'approved', 'published'] as const

describe('a field', () => {
  it('is tied to its label, hint and problem', async () => {
    const html = await part('field', { name: 'email', label: 'Пошта <b>', type: 'email', value: '"x"', hint: 'Одна', problem: 'required', autocomplete: 'username' })
    assert.match(html, /<label for="email">Пошта &lt;b&gt;<\/label>/)
    assert.match(html, /<p class="hint" id="email-hint">Одна<\/p>/)
    assert.match(html, /<p class="problem" id="email-problem"><span class="vh">Помилка: <\/span>Заповніть це поле\.<\/p>/)
    const input = /<input [^>]*>/.exec(html)?.[0].replace(/\s+/g, ' ')
    const described = 'aria-describedby="email-hint email-problem" aria-invalid="true" required autocomplete="username"'
    assert.equal(input, `<input id="email" name="email" type="email" value="&#34;x&#34;" ${described}>`)
  })

  it('of several lines keeps what was typed, in its own language', async () => {
    const html = await part('field', { name: 'note', label: 'Note', type: 'textarea', value: '\n</textarea><i>', optional: true, lang: 'ar', rows: 7 })
    assert.match(html, /<textarea id="note" name="note" rows="7"\s+lang="ar" dir="rtl" spellcheck="true">\n\n&lt;\/textarea&gt;&lt;i&gt;<\/textarea>/)
    assert.match(html, /\(необовʼязково\)/)
  })
})

it('sums up what is wrong with a form, above it and in the title', async () => {
  const head: Head = { title: 'Вхід' }
  const html = await part('problems', { problems: { email: 'taken', extra: 'unknown_field' }, labels: { email: 'Пошта' } }, head)
  assert.equal(head.title, 'Помилка: Вхід')
  assert.match(html, /role="alert"[\s\S]*<a href="#email">Пошта<\/a>: Виберіть інше: таке вже є\.[\s\S]*<li>Оновіть сторінку/)
  assert.equal((await part('problems', { problems: {}, labels: {} }, head)).trim(), '')
})

it('shows each state by an icon and a word of its own', async () => {
  const chips = await Promise.all(STATES.map((state) => part('state', { state })))
  assert.equal(new Set(chips.map((chip) => chip.replace(/data-state="\w+"/, '').replace(/<span class="word">.*<\/span>/, ''))).size, STATES.length)
  assert.match(chips[1] ?? '', /^<span class="chip" data-state="draft"><svg [^>]*aria-hidden="true">.*<\/svg><span class="word">Чернетка<\/span><\/span>$/m)
  assert.match(await part('state', { state: 'draft', quiet: true }), /<span class="vh">Чернетка</)
})

it('draws progress with words for those who do not see it', async () => {
  const html = await part('progress', { label: 'Погоджено 1 з 2', spans: [{ state: 'approved', from: 0, to: 50 }] })
  assert.match(html, /<svg class="progress" role="img" aria-label="Погоджено 1 з 2">\s*<line data-state="approved" x1="0%" x2="50%"/)
})

function part(name: string, page: Field | ProblemSummary | StateChip | Progress, head: Head = { title: '' }): Promise<string> {
  const locals = { ...plainLocals(speak('uk')), interfaceLanguages, head, page }
  return ejs.renderFile(`views/layout/_${name}.ejs`, locals, { root: 'views' })
}
