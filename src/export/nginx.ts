import type { Config } from '../config.ts'
import type { Language } from '../db/columns.ts'
import { speak } from '../i18n/voice.ts'
import { PUBLIC_CACHE } from '../reader/shelf.ts'

/** Types and headers by ending (`.html`) and by name (`feed.xml`). */
export type Kinds = Map<string, { type: string; headers: Readonly<Record<string, string>> }>

/** What queries of readers' addresses are made of, in the order of reader/paths.ts. */
const QUERY_KEYS = ['topic', 'author', 'kind', 'year', 'from', 'to', 'swapped', 'page']

/** What goes inside `http { … }`: maps from an address to its file, its language, and where it leads now. */
export function* nginxMaps({ languages }: Config, redirects: Iterable<{ from: string; to: string }>, kinds: Kinds): Generator<string> {
  yield 'map_hash_max_size 1048576;'
  yield 'map_hash_bucket_size 512;'
  for (const key of QUERY_KEYS) {
    yield* block(`map $arg_${key} $zvirka_${key}`, [
      'default "";', ...(key === 'page' ? ['1 "";'] : []), `"~^(?<zvirka_of_${key}>[a-z0-9_-]+)$" "@${key}=$zvirka_of_${key}";`,
    ])
  }
  yield* block('map $uri $zvirka_language', ['default "";', ...languages.flatMap(languageRules)])
  yield* block('map $uri $zvirka_slug', ['default "";', '~^/[^/]+/[^/]+/(?<zvirka_named>[^/]+) $zvirka_named;'])
  yield* block('map $uri $zvirka_last', ['default "";', '~/$ index.html;'])
  yield* block('map $uri $zvirka_cache', [
    `default "${PUBLIC_CACHE}";`, '~^/assets/ "public, max-age=31536000, immutable";', '~^/images/ "public, max-age=31536000, s-maxage=3600, immutable";',
  ])
  for (const [header, byName] of headersOf(kinds)) {
    yield* block(`map $uri $${variable(header)}`, ['default "";', ...byName.map(([name, value]) => `~/${escape(name)}$ "${filledIn(value)}";`)])
  }
  const subject = '[a-z][a-z-]*/(?:articles|topics|authors)/[^/]+'
  yield* block('map $uri $zvirka_subject', ['default "";', `"~^(?<zvirka_found>/${subject})(?:/|$)" $zvirka_found;`])
  yield* block('map $uri $zvirka_rest', ['default "";', `"~^/${subject}(?<zvirka_tail>/.*)$" $zvirka_tail;`])
  yield 'map $zvirka_subject $zvirka_moved {'
  yield '  default "";'
  for (const { from, to } of redirects) yield `  ${from} ${to};`
  yield '}'
}

/** What goes inside `server { … }`. */
export function* nginxSite({ languages }: Config, always: Readonly<Record<string, string>>, kinds: Kinds): Generator<string> {
  yield* ['absolute_redirect off;', 'gzip_static on;', '# Where nginx has the modules: brotli_static on; zstd_static on;']
  const headers = { ...always, 'Cache-Control': '$zvirka_cache', 'Content-Language': '$zvirka_language', 'Vary': 'Accept-Encoding' }
  for (const [name, value] of Object.entries(headers)) yield `add_header ${name} "${value}" always;`
  for (const [header] of headersOf(kinds)) yield `add_header ${header} $${variable(header)};`
  yield* block('types', [...kinds].filter(([name]) => name.startsWith('.')).map(([name, { type }]) => `"${type}" ${name.slice(1)};`))
  yield* block('location ~ /\\.(?!well-known/)', ['return 404;'])
  // No page has a second address, and what is beside the pages has none.
  yield* block('location ~ (?:^/_redirects|^/_headers|@.*|\\.html|\\.br|\\.gz|\\.zst)$', ['return 404;'])
  yield* block(`location ~ ^/(?:(?:${languages.join('|')})/)?404$`, ['return 404;'])
  yield* block(`location ~ ^/(?:${languages.join('|')})$`, ['return 301 $uri/;'])
  const exceptions = Map.groupBy([...kinds].filter(([name]) => !name.startsWith('.')), ([, { type }]) => type)
  for (const [type, names] of exceptions) {
    yield* block(`location ~ /(?:${names.map(([name]) => escape(name)).join('|')})$`, ['types { }', `default_type "${type}";`])
  }
  const endings = [...kinds.keys()].filter((name) => /^\.(?:webp|png|jpg|gif|avif)$/.test(name))
  yield* block('location /images/', [`try_files ${endings.map((ending) => `$uri${ending}`).join(' ')} =404;`])
  const query = QUERY_KEYS.map((key) => `$zvirka_${key}`).join('')
  yield* block('location /', [
    'if ($zvirka_moved) { return 301 $zvirka_moved$zvirka_rest; }',
    `rewrite ^/(?!(?:${languages.join('|')})/$)(.+)/$ /$1 permanent;`,
    `try_files $uri${query}.html $uri$zvirka_last =404;`,
  ])
  yield 'error_page 404 @missing;'
  yield* block('location @missing', ['try_files $uri.404.html /$zvirka_language/404.html /404.html =404;'])
}

function* block(head: string, lines: readonly string[]): Generator<string> {
  yield `${head} {`
  for (const line of lines) yield `  ${line}`
  yield '}'
}

/** Headers that only some files have, by their names. */
function headersOf(kinds: Kinds): Map<string, [name: string, value: string][]> {
  const found = [...kinds].flatMap(([name, { headers }]) =>
    Object.entries(headers).map(([header, value]) => ({ header, name, value })))
  const byHeader = Map.groupBy(found, ({ header }) => header)
  return new Map([...byHeader].map(([header, rows]) => [header, rows.map(({ name, value }) => [name, value])]))
}

function filledIn(value: string): string {
  return value.replaceAll('"', '\\"').replace('{slug}', '${zvirka_slug}').replace('{language}', '${zvirka_language}')
}

function variable(header: string): string {
  return `zvirka_${header.toLowerCase().replaceAll('-', '_')}`
}

function escape(name: string): string {
  return name.replaceAll('.', '\\.')
}

/** Around texts of a language that the interface does not speak, pages are in its own; feeds and other files are in theirs. */
function languageRules(language: Language): string[] {
  const spoken = speak(language).language
  return [...spoken === language ? [] : [`~^/${language}/[^.]*$ ${spoken};`], `~^/${language}/ ${language};`]
}
