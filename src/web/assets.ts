import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { RequestHandler } from 'express'

const PUBLIC_FOLDER = path.resolve(import.meta.dirname, '../../public')

/** A file of public/, finished: its references rewritten, its name carrying its hash. */
interface Asset {
  name: string
  url: string
  type: string
  bytes: Buffer
  /** Absent for formats that are compressed already. */
  compressed?: (coding: 'br' | 'gzip') => Promise<Buffer>
}

// Parts of style sheets: they reach browsers inside the sheet that imports them.
const PARTS = 'styles/'

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.ico': 'image/x-icon',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}

/** Every asset under its plain name (`site.css`, `fonts/x.woff2`). Throws when a file refers to one that is not there. */
export function finishAssets(folder: string): ReadonlyMap<string, Asset> {
  const finished = new Map<string, Asset>()
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll(path.sep, '/'))
  const finish = (name: string): Asset => {
    const known = finished.get(name)
    if (known) return known
    const asset = makeAsset(name, rewrite(folder, name, (reference) => finish(reference).url))
    finished.set(name, asset)
    return asset
  }
  for (const name of names.filter((file) => path.extname(file) in TYPES && !file.startsWith(PARTS)).sort()) finish(name)
  return finished
}

const IMPORT_CSS = /@import '([^']+)';\n?/g
const REFERENCE: Readonly<Record<string, RegExp>> = { '.css': /(?<=url\(['"]?)[^'")]+/g, '.js': /(?<=\bfrom ')\.[^']+(?=')/g }

function rewrite(folder: string, name: string, urlOf: (name: string) => string): Buffer {
  const bytes = readFileSync(path.join(folder, name))
  const references = REFERENCE[path.extname(name)]
  if (!references) return bytes
  const beside = (reference: string) => path.posix.join(path.posix.dirname(name), reference)
  const text = bytes.toString('utf8').replace(references, (reference) => urlOf(beside(reference)))
  // One style sheet, one request: the parts are files for people.
  return Buffer.from(text.replace(IMPORT_CSS, (_, part: string) => rewrite(folder, beside(part), urlOf).toString('utf8')))
}

function makeAsset(name: string, bytes: Buffer): Asset {
  const extension = path.extname(name)
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 8)
  const type = TYPES[extension] ?? 'application/octet-stream'
  const asset = { name, url: `/assets/${name.slice(0, -extension.length)}.${hash}${extension}`, type, bytes }
  return /^text|svg/.test(type) ? { ...asset, compressed: compressOnce(bytes) } : asset
}

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

function compressOnce(bytes: Buffer): (coding: 'br' | 'gzip') => Promise<Buffer> {
  const done = new Map<string, Promise<Buffer>>()
  return (coding) => {
    const result = done.get(coding) ?? (coding === 'br'
      ? brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } })
      : zip(bytes, { level: 9 }))
    done.set(coding, result)
    return result
  }
}

const assets = finishAssets(PUBLIC_FOLDER)
const byUrl = new Map([...assets.values()].map((asset) => [asset.url, asset]))

/** All assets, for a site exported as files. */
export function listAssets(): readonly Asset[] {
  return [...assets.values()]
}

/** The hashed URL of a file in public/. Throws for a name that is not there. */
export function assetUrl(name: string): string {
  const asset = assets.get(name)
  if (!asset) throw new Error(`public/ has no ${name}`)
  return asset.url
}

/** An asset that is made when it is first asked for; gives its hashed URL. The same bytes are the same asset. */
export function addAsset(name: string, text: string): string {
  const asset = makeAsset(name, Buffer.from(text))
  if (!byUrl.has(asset.url)) byUrl.set(asset.url, asset)
  return asset.url
}

/** Answers `/assets/…` for ever cacheable, and `/favicon.ico`; everything else goes on. */
export function serveAssets(): RequestHandler {
  return async (request, response, next) => {
    const asset = request.path === '/favicon.ico' ? assets.get('favicon.ico') : byUrl.get(request.path)
    if (!asset || (request.method !== 'GET' && request.method !== 'HEAD')) return next()
    response.set('Content-Type', asset.type).set('Cache-Control', cacheControl(request.path))
    if (!asset.compressed) return void response.end(asset.bytes)
    response.vary('Accept-Encoding')
    const coding = CODINGS.find((known) => request.acceptsEncodings(known))
    if (coding) response.set('Content-Encoding', coding)
    response.end(coding ? await asset.compressed(coding) : asset.bytes)
  }
}

const CODINGS = ['br', 'gzip'] as const

function cacheControl(url: string): string {
  return url.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'public, max-age=86400'
}
