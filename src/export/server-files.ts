import { closeSync, openSync, renameSync, writeSync } from 'node:fs'
import path from 'node:path'
import type { Config } from '../config.ts'
import { speak } from '../i18n/voice.ts'
import { securityHeaders } from '../web/headers.ts'
import { OWN } from './files.ts'
import type { Exported } from './model.ts'
import { nginxMaps, nginxSite, type Kinds } from './nginx.ts'
import type { ExportState } from './state-store.ts'

/** What servers and hosts of files have to know besides the files: where old addresses lead, and which headers go with what. */
export function writeServerFiles(folder: string, config: Config, state: ExportState): void {
  const kinds: Kinds = new Map()
  const redirects: { from: string; to: string }[] = []
  for (const one of state.exported()) {
    if ('to' in one) redirects.push({ from: one.file, to: one.to })
    else noteKind(kinds, one)
  }
  const always = { ...securityHeaders(config, 'public') }
  replace(path.join(folder, '_redirects'), redirects.flatMap(({ from, to }) => [`${from} ${to} 301`, `${from}/* ${to}/:splat 301`]))
  replace(path.join(folder, '_headers'), headerRules(config, always, kinds))
  replace(path.join(folder, OWN, 'nginx-http.conf'), nginxMaps(config, redirects, kinds))
  replace(path.join(folder, OWN, 'nginx-server.conf'), nginxSite(config, always, kinds))
}

/** By the last part of the name: all files of one name are of one kind. */
function noteKind(kinds: Kinds, { file, type, headers }: Exclude<Exported, { to: string }>): void {
  const name = path.posix.basename(file)
  const ending = path.posix.extname(name)
  const own = type !== 'text/html; charset=utf-8' && !file.startsWith('assets/') && !file.startsWith('images/')
  if (!kinds.has(ending)) kinds.set(ending, { type, headers: {} })
  if (own && !file.includes('@')) kinds.set(name, { type, headers: withoutNames(file, headers) })
}

/** A header that names the article, `{slug}` in the place of its name: so it is the same for all of them. */
function withoutNames(file: string, headers: Readonly<Record<string, string>>): Record<string, string> {
  const [language = '', , slug = ''] = file.split('/')
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.replace(`${slug}-${language}`, '{slug}-{language}')]))
}

/** For hosts that read `_headers`. */
function headerRules({ languages }: Config, always: Readonly<Record<string, string>>, kinds: Kinds): string[] {
  const rule = (where: string, headers: Readonly<Record<string, string>>) => [where, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)]
  return [
    ...rule('/*', always),
    ...rule('/assets/*', { 'Cache-Control': 'public, max-age=31536000, immutable' }),
    // A page may be in another language than its address says; only the site's own words tell.
    ...languages.filter((language) => speak(language).language === language)
      .flatMap((language) => rule(`/${language}/*`, { 'Content-Language': language })),
    ...[...kinds].filter(([name]) => !name.startsWith('.')).flatMap(([name, { type, headers }]) => rule(`/*/${name}`, { 'Content-Type': type, ...plain(headers) })),
  ]
}

/** These hosts fill nothing in: a name is left to the address. */
function plain(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.includes('{') ? value.split(';')[0] ?? '' : value]))
}

/** In one step: a server may be reading it. */
function replace(file: string, lines: Iterable<string>): void {
  const passing = `${file}.new`
  const opened = openSync(passing, 'w')
  for (const line of lines) writeSync(opened, `${line}\n`)
  closeSync(opened)
  renameSync(passing, file)
}
