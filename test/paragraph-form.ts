import type { Answer } from './browser.ts'

/** What a browser would send of the form whose action, or a button's in it, ends so: hidden fields, ticked boxes, text areas, no button. */
export function fieldsOf({ html }: Answer, actionEnd: string): Record<string, string> {
  const forms = [...html.matchAll(/<form[^>]*action="([^"]*)"[^>]*>([\s\S]*?)<\/form>/g)]
  const form = forms.find(([, action = '']) => action.endsWith(actionEnd)) ?? forms.find(([, , inside = '']) => new RegExp(`formaction="[^"]*${RegExp.escape(actionEnd)}"`).test(inside))
  if (!form) throw new Error(`no form with an action ending in ${actionEnd}`)
  const [, , inside = ''] = form
  const inputs = [...inside.matchAll(/<input[^>]*type="(hidden|checkbox)"[^>]*>/g)].map(([tag, kind]) => ({ tag, kind }))
    .filter(({ tag, kind }) => kind === 'hidden' || / checked/.test(tag))
    .map(({ tag }) => [attribute(tag, 'name'), attribute(tag, 'value')] as const)
  const areas = [...inside.matchAll(/<textarea[^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/textarea>/g)]
    .map(([, name = '', text = '']) => [name, readText(text).replace(/^\n/, '')] as const)
  return Object.fromEntries([...inputs, ...areas])
}

/** The words of a page as a reader gets them: no tags, white space drawn together. */
export function wordsOf({ html }: Answer): string {
  return readText(html.replace(/<(script|style)[\s\S]*?<\/\1>|<[^>]*>/g, ' ')).replace(/\s+/g, ' ')
}

function attribute(tag: string, name: string): string {
  return readText(new RegExp(`${name}="([^"]*)"`).exec(tag)?.[1] ?? '')
}

const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&#34;': '"', '&quot;': '"', '&#39;': '\'' }

function readText(html: string): string {
  return html.replace(/&(?:amp|lt|gt|quot|#34|#39);/g, (entity) => ENTITIES[entity] ?? entity)
}
