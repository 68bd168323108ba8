/** Turns each template into a TypeScript function of its declared page type, so that the compiler reads the views too. */
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import ejs from 'ejs'
import ts from 'typescript'
import { declaredPage, templateProblems, viewCode, type PageType, type Problem } from './view-code.ts'

const OUT = '.views'
const LOCALS = { name: 'ViewLocals', module: 'src/web/locals.ts' }

interface View {
  file: string
  source: string
  page: PageType | 'none'
}

if (import.meta.main) {
  const problems = checkViews(process.cwd())
  for (const { file, line, message } of problems) console.error(`${file}:${line}: ${message}`)
  process.exitCode = problems.length > 0 ? 1 : 0
}

/**
 * Checks every view of a project and leaves the generated modules in `.views/`.
 * @param root absolute folder with `views/`, `src/` and `tsconfig.views.json`
 */
export function checkViews(root: string): Problem[] {
  const files = globSync('views/**/*.ejs', { cwd: root }).sort()
  if (files.length === 0) return []
  const views: View[] = []
  const problems: Problem[] = []
  for (const file of files) {
    const source = readFileSync(path.join(root, file), 'utf8')
    const page = declaredPage(source)
    if (page) views.push({ file, source, page })
    else problems.push({ file, line: 1, message: 'the first line names no page: <%# page: Type from src/….ts %> or <%# page: none %>' })
    problems.push(...templateProblems(file, source))
  }
  problems.push(...shownProblems(root, views), ...typeProblems(root, views))
  return problems.length > 0 ? problems : views.flatMap(compileProblems)
}

/** A view is drawn by `definePage<Type>('name')`, which must name the type the view declares; a view nobody names is dead. */
function shownProblems(root: string, views: View[]): Problem[] {
  const sources = globSync(['src/**/*.ts', 'views/**/*.ejs'], { cwd: root }).map((file) => readFileSync(path.join(root, file), 'utf8'))
  const everything = sources.join('\n')
  const types = new Map([...everything.matchAll(/definePage<\s*(\w+)\s*>\(\s*'\/?([^']+)'/g)].map(([, type, name]) => [name, type]))
  const problems = views.flatMap(({ file, page }) => {
    const name = viewName(file).slice(1)
    const type = types.get(name)
    types.delete(name)
    if (type && (page === 'none' || page.name !== type)) {
      return [{ file, line: 1, message: `definePage gives this view a ${type}` }]
    }
    return new RegExp(`['"]/?${RegExp.escape(name)}(\\.ejs)?['"]`).test(everything) ? [] : [{ file, line: 1, message: 'nothing shows this view' }]
  })
  return [...problems, ...[...types].map(([name, type]) => ({ file: `views/${name}.ejs`, line: 1, message: `missing: definePage shows it a ${type}` }))]
}

function typeProblems(root: string, views: View[]): Problem[] {
  const { options } = readOptions(root)
  const localsFile = path.join(root, LOCALS.module)
  if (!existsSync(localsFile)) return [{ file: LOCALS.module, line: 1, message: `missing: it exports ${LOCALS.name}, the names every view may use` }]
  const localsProgram = ts.createProgram([localsFile], options)
  const names = localNames(localsProgram, localsFile)
  const files = new Map(views.map((view) => [path.join(root, OUT, `${view.file.slice('views/'.length)}.ts`), view.file]))
  writeModules(root, views, names)
  const program = ts.createProgram([...files.keys(), path.join(root, OUT, 'globals.ts')], options, undefined, localsProgram)
  return [...files].flatMap(([generated, file]) => fileProblems(program, generated, file))
}

function readOptions(root: string): ts.ParsedCommandLine {
  const file = path.join(root, 'tsconfig.views.json')
  const read = ts.readConfigFile(file, ts.sys.readFile)
  if (read.error) throw new Error(ts.flattenDiagnosticMessageText(read.error.messageText, '\n'))
  return ts.parseJsonConfigFileContent(read.config, ts.sys, root, undefined, file)
}

function localNames(program: ts.Program, file: string): string[] {
  const checker = program.getTypeChecker()
  const source = program.getSourceFile(file)
  const module = source && checker.getSymbolAtLocation(source)
  const locals = module && checker.getExportsOfModule(module).find((symbol) => symbol.name === LOCALS.name)
  if (!locals) throw new Error(`${LOCALS.module} exports no ${LOCALS.name}`)
  return checker.getDeclaredTypeOfSymbol(locals).getProperties().map((property) => property.name)
}

function writeModules(root: string, views: View[], locals: string[]): void {
  rmSync(path.join(root, OUT), { recursive: true, force: true })
  const names = locals.filter((name) => name !== 'page' && name !== 'body').join(', ')
  for (const { file, source, page } of views) {
    const target = path.join(root, OUT, `${file.slice('views/'.length)}.ts`)
    const from = (module: string) => path.relative(path.dirname(target), path.join(root, module)).replaceAll(path.sep, '/')
    const parameters = [`{ ${names} }: ${LOCALS.name}`]
    if (page !== 'none') parameters.push(`page: ${page.name}`)
    if (isLayout(file)) parameters.push('body: string')
    const imports = [LOCALS, ...(page === 'none' ? [] : [page])].map((type) => `import type { ${type.name} } from '${from(type.module)}'; `)
    mkdirSync(path.dirname(target), { recursive: true })
    writeFileSync(target, viewCode(source, `${imports.join('')}export function render(${parameters.join(', ')}): void { `))
  }
  writeFileSync(path.join(root, OUT, 'globals.ts'), globalsCode(views))
}

function globalsCode(views: View[]): string {
  const pages = views.map(({ file, page }) => {
    const type = page === 'none' ? 'undefined' : `import('../${page.module}').${page.name}`
    return `  '${viewName(file)}': ${type}\n`
  })
  return `interface Views {\n${pages.join('')}}
declare global {
  function out(text: string | number): void
  function raw(html: string): void
  function include<Name extends keyof Views>(name: Name, ...given: [Views[Name]] extends [undefined] ? [] : [{ page: Views[Name] }]): string
}
export {}
`
}

function fileProblems(program: ts.Program, generated: string, file: string): Problem[] {
  const source = program.getSourceFile(generated)
  if (!source) return []
  const syntax = program.getSyntacticDiagnostics(source)
  return (syntax.length > 0 ? syntax : program.getSemanticDiagnostics(source)).map(({ start = 0, messageText }) => ({
    file,
    line: Math.min(source.getLineAndCharacterOfPosition(start).line + 1, lineCount(source)),
    message: ts.flattenDiagnosticMessageText(messageText, '\n'),
  }))
}

/** Generated code has one line more than its template: the closing brace, where a forgotten one is reported. */
function lineCount(source: ts.SourceFile): number {
  return source.getLineStarts().length - 2
}

/** EJS compiles plain JavaScript: a type annotation, which the TypeScript above would allow, fails here. */
function compileProblems({ file, source }: View): Problem[] {
  try {
    ejs.compile(source, { filename: file, strict: true })
    return []
  } catch (error) {
    return [{ file, line: 1, message: error instanceof Error ? error.message : String(error) }]
  }
}

function isLayout(file: string): boolean {
  return file.startsWith('views/layout/') && !path.basename(file).startsWith('_')
}

function viewName(file: string): string {
  return `/${file.slice('views/'.length).replace(/\.ejs$/, '')}`
}
