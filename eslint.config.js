import { defineConfig, globalIgnores } from 'eslint/config'
import { builtinRules } from 'eslint/use-at-your-own-risk'
import tseslint from 'typescript-eslint'

/** What ESLint itself recommends; the package that lists it is not among its dependencies. */
const recommended = Object.fromEntries([...builtinRules].filter(([, rule]) => rule.meta.docs.recommended).map(([name]) => [name, 'error']))

const redirects = [
  'CallExpression[callee.property.name="redirect"]',
  'CallExpression[callee.property.name="location"][callee.object.name=/^(res|response)$/]',
  'CallExpression[callee.property.name=/^(set|header|setHeader|append)$/][arguments.0.value=/^location$/i]',
].map((selector) => ({ selector, message: 'Only src/web sends people elsewhere: src/web/redirect.ts refuses foreign addresses.' }))
const defaultExports = { selector: 'ExportDefaultDeclaration', message: 'Export by name.' }
const computedRedirect = {
  selector: 'CallExpression[callee.property.name="redirect"] > :not(Literal).arguments:last-child',
  message: 'A computed address goes through src/web/redirect.ts.',
}
const forbidSyntax = (...selectors) => ['error', ...selectors]

/** Names that browsers put on the global object: a forgotten variable of that name must not pass as theirs. */
const browserNames = [
  'close', 'confirm', 'event', 'external', 'find', 'focus', 'frames', 'history', 'innerHeight', 'innerWidth', 'length', 'location',
  'name', 'open', 'opener', 'origin', 'parent', 'print', 'prompt', 'screen', 'scroll', 'self', 'status', 'stop', 'top',
]

const layout = {
  'comma-dangle': ['error', 'always-multiline'],
  'eol-last': 'error',
  'max-len': ['error', { code: 140, ignoreUrls: true, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreRegExpLiterals: true }],
  'no-trailing-spaces': 'error',
  'quotes': ['error', 'single', { avoidEscape: true, allowTemplateLiterals: true }],
  'semi': ['error', 'never'],
}

const meaning = {
  'eqeqeq': 'error',
  'max-depth': ['error', 4],
  'max-lines': ['error', 250],
  'max-lines-per-function': ['error', 60],
  'no-restricted-properties': ['error', { object: 'Math', property: 'random', message: 'Use node:crypto: chance here is always a matter of safety or of ids.' }],
  'no-unused-vars': ['error', { ignoreRestSiblings: true }],
  'no-var': 'error',
  'object-shorthand': 'error',
  'prefer-const': 'error',
}

const testCalls = [{ from: 'package', package: 'node:test', name: ['after', 'afterEach', 'before', 'beforeEach', 'describe', 'it', 'suite', 'test'] }]

const typed = {
  '@typescript-eslint/consistent-type-imports': 'error',
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-floating-promises': ['error', { allowForKnownSafeCalls: testCalls }],
  '@typescript-eslint/no-misused-promises': 'error',
  '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
  // 'system' | string says more to a reader than string does.
  '@typescript-eslint/no-redundant-type-constituents': 'off',
  '@typescript-eslint/require-await': 'off',
  '@typescript-eslint/return-await': ['error', 'in-try-catch'],
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  // Kysely's callbacks take their expression builder apart: `({ eb, fn }) => …`.
  '@typescript-eslint/unbound-method': 'off',
  'no-unused-vars': 'off',
}

/** Tests read JSON answers as they come; asserting on them is the check. */
const looseInTests = Object.fromEntries(
  ['argument', 'assignment', 'call', 'member-access', 'return'].map((use) => [`@typescript-eslint/no-unsafe-${use}`, 'off']),
)

export default defineConfig(
  globalIgnores(['node_modules', 'data', 'coverage', '.views', '.cache']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  { files: ['**/*.{js,ts}'], rules: { ...recommended, ...layout, ...meaning } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: { ...typed, 'no-restricted-globals': ['error', ...browserNames], 'no-restricted-syntax': forbidSyntax(defaultExports, ...redirects) },
  },
  { files: ['src/web/**/*.ts'], rules: { 'no-restricted-syntax': forbidSyntax(defaultExports, computedRedirect) } },
  { files: ['src/web/redirect.ts'], rules: { 'no-restricted-syntax': forbidSyntax(defaultExports) } },
  { files: ['**/*.test.ts', 'test/**/*.ts'], rules: { ...looseInTests, 'max-lines-per-function': 'off' } },
  {
    files: ['public/**/*.js'],
    languageOptions: { globals: readable('document', 'window', 'navigator', 'location', 'history', 'localStorage', 'sessionStorage', 'XMLHttpRequest', 'BroadcastChannel', ...sharedGlobals()) },
    rules: { 'no-restricted-syntax': forbidSyntax(defaultExports) },
  },
  { files: ['*.js', 'scripts/**/*.js'], languageOptions: { globals: readable('process', 'Buffer', ...sharedGlobals()) } },
)

function readable(...names) {
  return Object.fromEntries(names.map((name) => [name, 'readonly']))
}

function sharedGlobals() {
  return [
    'AbortController', 'Blob', 'Event', 'FormData', 'Headers', 'Request', 'Response', 'TextDecoder', 'TextEncoder', 'URL', 'URLSearchParams',
    'clearInterval', 'clearTimeout', 'console', 'crypto', 'customElements', 'fetch', 'performance', 'queueMicrotask', 'setInterval', 'setTimeout',
    'CSS', 'CustomEvent', 'DOMParser', 'Element', 'HTMLElement', 'HTMLFormElement', 'HTMLInputElement', 'HTMLTextAreaElement', 'InputEvent',
    'IntersectionObserver', 'KeyboardEvent', 'MutationObserver', 'Node', 'ResizeObserver', 'cancelAnimationFrame', 'getComputedStyle',
    'matchMedia', 'requestAnimationFrame', 'requestIdleCallback', 'structuredClone',
  ]
}
