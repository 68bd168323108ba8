import path from 'node:path'
import type { PluginBuild } from 'esbuild'

const ROOT = path.resolve(import.meta.dirname, '../..')
const bundles = new Map<string, Promise<string>>()

/**
 * A module of src/ and all that it imports as one script for browsers, made when it is first asked for: what runs there is the very code
 * that runs here. `entry`: a path from the project's root.
 */
export function bundleForBrowsers(entry: string): Promise<string> {
  const bundle = bundles.get(entry) ?? makeBundle(entry)
  bundles.set(entry, bundle)
  return bundle
}

async function makeBundle(entry: string): Promise<string> {
  // Loaded with the first script that is asked for: a start needs nothing of it.
  const { build, stop } = await import('esbuild')
  const made = await build({
    entryPoints: [path.join(ROOT, entry)], absWorkingDir: ROOT, bundle: true, minify: true, write: false, format: 'esm', platform: 'browser', target: 'es2023',
    // As for a worker: a page refuses those who would write HTML into it, were it only to read `&amp;`.
    conditions: ['worker', 'module'], legalComments: 'none', charset: 'utf8', logLevel: 'silent', plugins: [{ name: 'requires', setup: readAhead }],
  }).finally(stop)
  return made.outputFiles[0]?.text ?? ''
}

/** Here the reader of marks is loaded when it is first needed; there it comes with the rest. */
function readAhead({ onResolve, onLoad }: PluginBuild): void {
  onResolve({ filter: /^node:module$/ }, () => ({ path: 'require', namespace: 'ahead' }))
  onLoad({ filter: /./, namespace: 'ahead' }, () => ({
    contents: "import * as marks from 'mdast-util-from-markdown'; export const createRequire = () => () => marks", resolveDir: ROOT,
  }))
}
