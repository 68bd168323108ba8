import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'

/** What one file imports: `from` is a project path (`src/text/diff.ts`) or a package; `names` is `'all'` when it takes the whole module. */
export interface Import {
  from: string
  names: string[] | 'all'
  /** `export … from`: handed on instead of used. */
  passedOn: boolean
}

export interface Module {
  file: string
  lines: number
  imports: Import[]
  exports: string[]
  /** Functions, methods, classes, types and top-level variables this file declares. */
  names: string[]
}

/** Reads files of the project by glob, paths relative to the working folder. */
export function readModules(...patterns: string[]): Module[] {
  return globSync(patterns).sort().map((file) => readModule(file.replaceAll(path.sep, '/'), readFileSync(file, 'utf8')))
}

export function readModule(file: string, text: string): Module {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const module: Module = { file, lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0), imports: [], exports: [], names: [] }
  for (const statement of source.statements) readStatement(module, statement)
  readInside(module, source)
  return module
}

function readStatement(module: Module, statement: ts.Statement): void {
  if (ts.isImportDeclaration(statement)) {
    addImport(module, statement.moduleSpecifier, importedNames(statement.importClause))
  } else if (ts.isExportDeclaration(statement)) {
    const names = statement.exportClause && ts.isNamedExports(statement.exportClause) ? statement.exportClause.elements : undefined
    if (statement.moduleSpecifier) addImport(module, statement.moduleSpecifier, names?.map(originalName) ?? 'all', true)
    module.exports.push(...names?.map((element) => element.name.text) ?? [])
  } else if (ts.isExportAssignment(statement)) {
    module.exports.push('default')
  } else {
    const declared = declaredNames(statement)
    module.names.push(...declared)
    const kinds = ts.canHaveModifiers(statement) ? ts.getModifiers(statement)?.map((modifier) => modifier.kind) ?? [] : []
    if (kinds.includes(ts.SyntaxKind.DefaultKeyword)) module.exports.push('default')
    else if (kinds.includes(ts.SyntaxKind.ExportKeyword)) module.exports.push(...declared)
  }
}

function importedNames(clause: ts.ImportClause | undefined): string[] | 'all' {
  const bindings = clause?.namedBindings
  if (bindings && ts.isNamespaceImport(bindings)) return 'all'
  return [...(clause?.name ? ['default'] : []), ...(bindings?.elements.map(originalName) ?? [])]
}

function originalName(element: ts.ImportSpecifier | ts.ExportSpecifier): string {
  return (element.propertyName ?? element.name).text
}

function declaredNames(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.flatMap(({ name }) => boundNames(name))
  const isNamed = ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)
  return isNamed && statement.name ? [statement.name.text] : []
}

function boundNames(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text]
  return name.elements.flatMap((element) => ts.isOmittedExpression(element) ? [] : boundNames(element.name))
}

/** What stands deeper than the top: methods, nested functions, `await import('…')` and `import('…').Type`. */
function readInside(module: Module, node: ts.Node): void {
  if ((ts.isMethodDeclaration(node) || ts.isMethodSignature(node)) && ts.isIdentifier(node.name)) module.names.push(node.name.text)
  if (ts.isFunctionDeclaration(node) && node.parent.kind !== ts.SyntaxKind.SourceFile && node.name) module.names.push(node.name.text)
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword && node.arguments[0]) {
    addImport(module, node.arguments[0], awaitedNames(node))
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    addImport(module, node.argument.literal, node.qualifier && ts.isIdentifier(node.qualifier) ? [node.qualifier.text] : 'all')
  }
  ts.forEachChild(node, (child) => readInside(module, child))
}

/** The names taken from `const { a } = await import(…)` or `(await import(…)).a`. */
function awaitedNames(call: ts.CallExpression): string[] | 'all' {
  let outer: ts.Node = call.parent
  while (ts.isAwaitExpression(outer) || ts.isParenthesizedExpression(outer)) outer = outer.parent
  if (ts.isPropertyAccessExpression(outer)) return [outer.name.text]
  if (!ts.isVariableDeclaration(outer) || !ts.isObjectBindingPattern(outer.name)) return 'all'
  return outer.name.elements.map(({ propertyName, name }) => (propertyName ?? name).getText())
}

function addImport(module: Module, specifier: ts.Node, names: string[] | 'all', passedOn = false): void {
  if (!ts.isStringLiteralLike(specifier)) return
  const from = specifier.text.startsWith('.') ? path.posix.join(path.posix.dirname(module.file), specifier.text) : specifier.text
  module.imports.push({ from, names, passedOn })
}
