import assert from 'node:assert/strict'
import { it } from 'node:test'
import { checkHtml } from './markup.ts'

const page = (body: string) => `<!DOCTYPE html>
<html lang="uk">
<head><meta charset="utf-8"><title>Звірка</title><script type="module" src="/app.js"></script><script type="application/ld+json">{}</script></head>
<body><main><h1>Звірка</h1>${body}</main></body>
</html>
`

it('finds nothing wrong with a sound page', async () => {
  assert.deepEqual(await checkHtml(page(`
    <p id="p-1" lang="uk">Абзац <ins>новий</ins><del>старий</del></p>
    <form method="post" action="/desk"><label for="name">Імʼя</label> <input id="name" name="name" required><button type="submit">Далі</button></form>
    <ul><li data-state="draft">Чернетка</li></ul>`)), [])
})

const broken: [what: string, html: string, rule: string][] = [
  ['a field without a label', page('<form><input name="a"></form>'), 'input-missing-label'],
  ['an element in the wrong place', page('<span><p>x</p></span>'), 'element-permitted-content'],
  ['the same id twice', page('<p id="a">x</p><p id="a">x</p>'), 'no-dup-id'],
  ['a tag that is not closed', page('<div>'), 'close-order'],
  ['a skipped heading', page('<h3>x</h3>'), 'heading-level'],
  ['an image without words', page('<img src="a.png">'), 'wcag/h37'],
  ['an inline style', page('<p style="color: red">x</p>'), 'no-inline-style'],
  ['an inline script', page('<script>run()</script>'), 'no-inline-script'],
  ['an attribute that runs', page('<p class="a" onclick="run()">x</p>'), 'no-inline-script'],
  ['a page without a language', page('').replace(' lang="uk"', ''), 'element-required-attributes'],
]
for (const [what, html, rule] of broken) {
  it(`finds ${what}`, async () => {
    const breaches = await checkHtml(html)
    assert.ok(breaches.some((breach) => breach.endsWith(`(${rule})`)), JSON.stringify(breaches))
  })
}
