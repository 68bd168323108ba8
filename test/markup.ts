import { HtmlValidate } from 'html-validate'

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:standard', 'html-validate:recommended', 'html-validate:a11y', 'html-validate:document'],
  rules: {
    // How tags are written, and what follows from it, is the templates' matter.
    'attribute-boolean-style': 'off',
    'doctype-style': 'off',
    'long-title': 'off',
    'no-implicit-button-type': 'off',
    'no-implicit-input-type': 'off',
    'no-trailing-whitespace': 'off',
    'void-style': 'off',
    // The content security policy would silently drop both.
    'no-inline-style': 'error',
    'require-csp-nonce': 'off',
    'require-sri': ['error', { target: 'crossorigin' }],
  },
})

/** One line for each breach of the HTML standard in a whole page, inline styles and scripts included: line:column, what, rule. */
export async function checkHtml(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html)
  const breaches = results.flatMap(({ messages }) => messages.map(({ line, column, message, ruleId }) => `${line}:${column} ${message} (${ruleId})`))
  return [...breaches, ...inlineScripts(html)]
}

/** A script element with neither an address nor a type of data, or an attribute that runs. */
function inlineScripts(html: string): string[] {
  const elements = [...html.matchAll(/<script\b((?:"[^"]*"|'[^']*'|[^'">])*)>/gi)]
    .filter(([, attributes = '']) => !/\bsrc\s*=/i.test(attributes) && !/\btype\s*=\s*["']?(application\/(ld\+)?json|speculationrules)\b/i.test(attributes))
  const handlers = [...html.matchAll(/<[a-z][\w-]*(?:\s+(?:"[^"]*"|'[^']*'|[^'">])*?)?\s(on[a-z]+)\s*=/gi)]
  return [...elements, ...handlers].map((match) => `${lineOf(html, match.index)} inline script: ${match[0].slice(0, 80)} (no-inline-script)`)
}

function lineOf(html: string, index: number): string {
  const lines = html.slice(0, index).split('\n')
  return `${lines.length}:${(lines.at(-1) ?? '').length + 1}`
}
