import ts from 'typescript'
import { viewCode } from '../../scripts/view-code.ts'
import { fixedParts, literalsOf } from './literals.ts'
import { askedKey, type Locale } from './locales.ts'

/** What one file wants of the languages: keys as patterns, since `t(\`states:${state}\`)` asks for many. */
export interface Uses {
  asked: { where: string, pattern: RegExp, key: string }[]
  /** Keys handed on as plain strings (`'errors:stale'`), to be looked up elsewhere: they need not exist, strings may look so by chance. */
  named: RegExp[]
}

const DEFAULT_NAMESPACE = 'common'

/** Reads TypeScript, or a view by what its template runs. */
export function readUses(file: string, text: string): Uses {
  const source = ts.createSourceFile(`${file}.ts`, file.endsWith('.ejs') ? viewCode(text, '{') : text, ts.ScriptTarget.Latest, true)
  const uses: Uses = { asked: [], named: [] }
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && isTranslate(node.expression) && node.arguments[0]) {
      const where = `${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`
      for (const literal of literalsOf(node.arguments[0])) uses.asked.push({ where, ...askedFor(fixedParts(literal)) })
    } else if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) {
      const parts = fixedParts(node)
      if (/^[a-z][\w-]*:/i.test(parts[0] ?? '')) uses.named.push(askedFor(parts).pattern)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return uses
}

/** Keys that are asked for and stand in no language file. */
export function unknownKeys(uses: Uses[], locale: Locale): string[] {
  const keys = askedKeys(locale)
  return uses.flatMap(({ asked }) => asked)
    .filter(({ pattern }) => !keys.some((key) => pattern.test(key)))
    .map(({ where, key }) => `${where}: no text has the key ${key}`)
}

/** Keys in the language files that nothing asks for or names, nor another text by `$t(…)`. */
export function unusedKeys(uses: Uses[], locale: Locale): string[] {
  const nested = [...locale.words.values()].flatMap((text) => [...text.matchAll(/\$t\(\s*([\w:.-]+)/g)].map(([, key = '']) => askedFor([key]).pattern))
  const patterns = [...nested, ...uses.flatMap(({ asked, named }) => [...asked.map(({ pattern }) => pattern), ...named])]
  return askedKeys(locale).filter((key) => !patterns.some((pattern) => pattern.test(key))).map((key) => `nothing uses ${key}`)
}

function askedKeys({ words }: Locale): string[] {
  return [...new Set([...words.keys()].map(askedKey))]
}

/** A template's gaps stand for at least one letter; a key without a namespace, or with a computed one, is among the common ones. */
function askedFor([head = '', ...rest]: string[]): { pattern: RegExp, key: string } {
  const parts = [head.includes(':') ? head : `${DEFAULT_NAMESPACE}:${head}`, ...rest]
  return { pattern: new RegExp(`^${parts.map((part) => RegExp.escape(part)).join('.+')}$`), key: parts.join('…') }
}

function isTranslate(called: ts.Expression): boolean {
  return (ts.isIdentifier(called) && called.text === 't') || (ts.isPropertyAccessExpression(called) && called.name.text === 't')
}
