import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, it } from 'node:test'
import { checkViews } from './check-views.ts'

const FIRST = '<%# page: Visit from src/visits/pages.ts %>\n'
const PROJECT = {
  'tsconfig.views.json': JSON.stringify({
    compilerOptions: {
      target: 'esnext', lib: ['esnext'], types: [], module: 'nodenext', strict: true,
      noUncheckedIndexedAccess: true, allowImportingTsExtensions: true, noEmit: true,
    },
  }),
  'src/web/locals.ts': `
    interface Words { t: (key: 'title' | 'step.one') => string }
    export interface ViewLocals extends Words { head: { title: string }; noticeHtml: string }`,
  'src/visits/pages.ts': `
    export interface Visit { name: string; guests: Guest[]; note?: string }
    export interface Guest { age: number; helloHtml: string }
    export const showVisit = definePage<Visit>('visits/show')`,
  'src/app.ts': `const drawn = ['layout/main', '/visits/_guest']`,
  'views/layout/main.ejs': '<%# page: none %>\n<title><%= head.title %></title><%- body %>',
  'views/visits/_guest.ejs': '<%# page: Guest from src/visits/pages.ts %>\n<%= page.age %><%- page.helloHtml %>',
}
const folders: string[] = []
after(() => folders.forEach((folder) => rmSync(folder, { recursive: true })))

it('finds nothing wrong with views that keep to their types', () => {
  assert.deepEqual(problemsOf(`<% head.title = t('title') %>
    <% for (const guest of page.guests) { -%>
      <%- include('/visits/_guest', { page: guest }) %>
    <% } %>
    <% if (page.note) { %><p title="<%= page.note %>"></p><% } else { %><%- noticeHtml %><% } %>`), [])
})

const cases: [what: string, view: string, line: number, message: RegExp][] = [
  ['a property the page does not have', '\n\n<%= page.nmae %>', 4, /'nmae' does not exist/],
  ['a value that may be missing', '<%= page.note %>', 2, /'undefined' is not assignable/],
  ['a name no view is given', '<p><%= user %>', 2, /Cannot find name 'user'/],
  ['the layout’s body in another view', '<%- body %>', 2, /Cannot find name 'body'/],
  ['a key that is not among the typed ones', '<%= t(\'step.two\') %>', 2, /not assignable/],
  ['a partial given the wrong page', '<% page.guests.forEach((guest) => { %>\n<%- include(\'/visits/_guest\', { page }) %><% }) %>', 3, /missing the following properties from type 'Guest'/],
  ['a partial that does not exist', '<%- include(\'/visits/_gest\', { page }) %>', 2, /not assignable/],
  ['raw output of a plain value', '\n<%- page.name %>', 3, /<%- is for include/],
  ['raw output of a computed value', '<%- page.name + noticeHtml %>', 2, /<%- is for include/],
  ['raw output of a call on the body', '<%- body() %>', 2, /<%- is for include/],
  ['a brace that is never closed', '<% if (page.name) { %>\n\n<p>', 4, /'}' expected/],
  ['a tag between a brace and its else', '<% if (page.name) { %><% } %><% else { %><% } %>', 2, /expected/],
  ['types, which EJS cannot run', '<% const name: string = page.name %><%= name %>', 1, /visits\/show/],
  ['a comment that hides code', '<% const one = 1 // one %><%= one %>', 2, /hides what follows/],
]
for (const [what, view, line, message] of cases) {
  it(`reports ${what} at the template’s own line`, () => {
    const problems = problemsOf(view).filter((problem) => problem.file === 'views/visits/show.ejs')
    assert.equal(problems.some((problem) => problem.line === line && message.test(problem.message)), true, JSON.stringify(problems))
  })
}

it('refuses a view whose first line names no page', () => {
  assert.match(messages({ 'views/visits/show.ejs': '<p><%# page: Visit from src/visits/pages.ts %>' }), /show.ejs:1: the first line names no page/)
})

it('refuses a page type that does not exist', () => {
  assert.match(messages({ 'views/visits/show.ejs': '<%# page: Vist from src/visits/pages.ts %>' }), /show.ejs:1: .*Vist/)
})

it('refuses a view that gets another page than it declares', () => {
  assert.match(messages({ 'views/visits/show.ejs': '<%# page: Guest from src/visits/pages.ts %>' }), /show.ejs:1: definePage gives this view a Visit/)
})

it('refuses a view that nothing shows, and a page without a view', () => {
  const problems = messages({ 'views/visits/lost.ejs': '<%# page: none %>' })
  assert.match(problems, /lost.ejs:1: nothing shows this view/)
  assert.match(problems, /show.ejs:1: missing: definePage shows it a Visit/)
})

it('says so when the names for views are not declared', () => {
  assert.match(messages({ 'src/web/locals.ts': undefined, 'views/visits/show.ejs': FIRST }), /src\/web\/locals.ts:1: missing/)
})

function problemsOf(view: string) {
  return checkViews(project({ 'views/visits/show.ejs': FIRST + view }))
}

function messages(files: Record<string, string | undefined>): string {
  return checkViews(project(files)).map(({ file, line, message }) => `${file}:${line}: ${message}`).join('\n')
}

function project(files: Record<string, string | undefined>): string {
  const root = mkdtempSync(path.join(tmpdir(), 'views-'))
  folders.push(root)
  for (const [file, text] of Object.entries({ ...PROJECT, ...files })) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
    if (text !== undefined) writeFileSync(path.join(root, file), text)
  }
  return root
}
