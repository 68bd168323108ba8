import ts from 'typescript'
import { newlines, readTemplate, type Piece } from './template.ts'

export interface Problem {
  file: string
  line: number
  message: string
}

/** What the first line of a view declares: its page type and the module that exports it, or `none` for a view without data. */
export interface PageType {
  name: string
  module: string
}

const FIRST_LINE = /^<%#\s*page:\s*(?:none|(\w+) from (src\/\S+\.ts))\s*[-_]?%>/

/** The declared page type, `'none'`, or undefined when the first line declares nothing. */
export function declaredPage(source: string): PageType | 'none' | undefined {
  const match = FIRST_LINE.exec(source)
  if (!match) return undefined
  const [, name, module] = match
  return name && module ? { name, module } : 'none'
}

/**
 * The template as a TypeScript module: everything printed becomes `out(…)` or `raw(…)`, line N of the module is line N of the template.
 * @param opening what stands before the template's own code on line 1
 */
export function viewCode(source: string, opening: string): string {
  return `${opening}${readTemplate(source).map(pieceCode).join('')}\n}\n`
}

function pieceCode({ kind, text }: Piece): string {
  switch (kind) {
    case 'text': return `;${newlines(text)}`
    case 'comment': return newlines(text)
    case 'escaped': return `;out(${text});`
    case 'raw': return `;raw(${text});`
    // EJS puts a semicolon before a scriptlet too: `<% } %> <% else { %>` fails there and must fail here.
    case 'code': return `;${text}`
  }
}

/** What types cannot see: unescaped output of anything not known to be HTML, and comments that would swallow the code behind them. */
export function templateProblems(file: string, source: string): Problem[] {
  return readTemplate(source).flatMap(({ kind, text, line }) => {
    if (kind === 'raw' && !isHtml(text)) {
      return [{ file, line, message: `<%- is for include(…), body and names ending in Html, not for: ${text.trim()}` }]
    }
    if (kind !== 'comment' && kind !== 'text' && /(^|\s)\/\/[^'"`]*$/.test(text)) {
      return [{ file, line, message: 'a // comment hides what follows it; write <%# … %>' }]
    }
    return []
  })
}

function isHtml(code: string): boolean {
  const [statement, ...rest] = ts.createSourceFile('expression.ts', code.trim(), ts.ScriptTarget.Latest).statements
  if (!statement || rest.length > 0 || !ts.isExpressionStatement(statement)) return false
  return namesHtml(statement.expression)
}

function namesHtml(expression: ts.Expression): boolean {
  if (ts.isIdentifier(expression)) return expression.text === 'body' || expression.text.endsWith('Html')
  if (ts.isPropertyAccessExpression(expression)) return expression.name.text.endsWith('Html')
  if (!ts.isCallExpression(expression)) return false
  const called = expression.expression
  return (ts.isIdentifier(called) && called.text === 'include') || (!isBody(called) && namesHtml(called))
}

function isBody(expression: ts.Expression): boolean {
  return ts.isIdentifier(expression) && expression.text === 'body'
}
