import { isIP } from 'node:net'
import { readMachine, type MachineConfig } from './config/machine.ts'

export interface Config {
  port: number
  host: string
  /** The origin under which people reach the site, without a slash at its end. */
  baseUrl: string
  dataDir: string
  /** A path of an SQLite file or a `postgres://` address. */
  databaseUrl: string
  /** Content languages in the site's order; the first is the default. */
  languages: readonly string[]
  insecureHttp: boolean
  timeZone: string
  /** The most memory, in bytes, that finished public pages may take. */
  shelfBytes: number
  /** So many requests at once are what the site is meant to bear; beyond it, heavy work is refused first (see web/shedding.ts). */
  busyAt: number
  /** How long a site that was asked to stop goes on answering while `/readyz` already says no, for balancers to notice. */
  drainSeconds: number
  /** Addresses whose word on whom they ask for (`X-Forwarded-For`) is taken; nobody's without. */
  trustedProxies: readonly string[]
  /** The mail server as `smtp://` or `smtps://` address, with its password if need be; null: the site sends no letters. */
  smtpUrl: string | null
  /** Whose name stands on letters: an address, or `Name <address>`. */
  mailFrom: string
  /** Whom to tell of a weakness of the site, as an address of any kind; null: whom its contacts name. */
  securityContact: string | null
  /** Where the temperature is asked for, as Open-Meteo answers it; null: nowhere. */
  weatherUrl: string | null
  /** Whom translators may ask for a suggestion; null: nobody. */
  machine: MachineConfig | null
}

/** A wrong setting. Read on a console before any language is known, so its sentence lives here. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

type Environment = Record<string, string | undefined>

const SHELF_BYTES = 96 * 1024 * 1024

/** Settings from the environment, all optional. Throws ConfigError: one sentence naming the variable and what to write. */
export function readConfig(env: Environment): Config {
  const port = wholeNumber(env, 'PORT', 3000, 65_535)
  const host = env['HOST'] || '127.0.0.1'
  const dataDir = env['DATA_DIR'] || 'data'
  const insecureHttp = yesOrNo(env, 'INSECURE_HTTP')
  return Object.freeze({
    port,
    host,
    baseUrl: baseUrl(env['BASE_URL'] || defaultBaseUrl(host, port), insecureHttp),
    dataDir,
    databaseUrl: env['DATABASE_URL'] || `${dataDir}/zvirka.db`,
    languages: languages(env['SITE_LANGUAGES'] || 'uk,en'),
    insecureHttp,
    timeZone: timeZone(env['TIME_ZONE'] || 'Europe/Kyiv'),
    shelfBytes: wholeNumber(env, 'SHELF_BYTES', SHELF_BYTES, Number.MAX_SAFE_INTEGER),
    busyAt: wholeNumber(env, 'BUSY_AT', 64, 10_000, 1),
    drainSeconds: wholeNumber(env, 'DRAIN_SECONDS', 0, 600),
    trustedProxies: addresses(env['TRUSTED_PROXIES'] || ''),
    smtpUrl: smtpUrl(env['SMTP_URL'] || ''),
    mailFrom: mailFrom(env['MAIL_FROM'] || `zvirka@${URL.parse(env['BASE_URL'] || '')?.hostname || 'localhost'}`),
    securityContact: securityContact(env['SECURITY_CONTACT'] || ''),
    weatherUrl: weatherUrl(env['WEATHER_URL'] || ''),
    machine: machine(env),
  })
}

/** With `PORT=0` the system chooses a port; this puts the chosen one where it is needed. */
export function withPort(config: Config, port: number): Config {
  const derived = config.baseUrl === defaultBaseUrl(config.host, config.port)
  return Object.freeze({ ...config, port, baseUrl: derived ? defaultBaseUrl(config.host, port) : config.baseUrl })
}

/** True for names and addresses that only this machine can reach. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
}

function defaultBaseUrl(host: string, port: number): string {
  const address = `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  return URL.parse(address)?.origin ?? address
}

function baseUrl(value: string, insecureHttp: boolean): string {
  const url = URL.parse(value)
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search || url.hash || url.username) {
    throw new ConfigError(`BASE_URL must be an address without a path, such as https://example.org, not '${value}'.`)
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname) && !insecureHttp) {
    throw new ConfigError(
      `BASE_URL is ${url.origin}, where passwords would travel unencrypted: `
      + 'write the https address people will use, or INSECURE_HTTP=1 if this network is yours alone.',
    )
  }
  return url.origin
}

function languages(value: string): readonly string[] {
  const tags = value.split(',').map((tag) => tag.trim())
  if (tags.includes('ua')) throw new ConfigError("SITE_LANGUAGES must name languages: Ukrainian is 'uk', 'ua' is a country.")
  const wrong = tags.find((tag) => !isLanguageTag(tag))
  if (wrong !== undefined) {
    throw new ConfigError(`SITE_LANGUAGES must be lower-case language tags with commas between, such as uk,en; '${wrong}' is not one.`)
  }
  if (new Set(tags).size < tags.length) throw new ConfigError(`SITE_LANGUAGES must name each language once, not '${value}'.`)
  return Object.freeze(tags)
}

function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag)[0]?.toLowerCase() === tag
  } catch {
    return false
  }
}

function timeZone(value: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone && value
  } catch {
    throw new ConfigError(`TIME_ZONE must be a name from the time zone database, such as Europe/Kyiv, not '${value}'.`)
  }
}

function addresses(value: string): readonly string[] {
  const listed = value.split(',').map((address) => address.trim()).filter((address) => address !== '')
  const wrong = listed.find((address) => address !== 'loopback' && !isAddress(address))
  if (wrong !== undefined) {
    throw new ConfigError(`TRUSTED_PROXIES must be IP addresses or networks with commas between, such as 127.0.0.1,10.0.0.0/8; '${wrong}' is not one.`)
  }
  return Object.freeze(listed)
}

function isAddress(value: string): boolean {
  const [address = '', bits, ...rest] = value.split('/')
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1
  return rest.length === 0 && most > 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) > 0 && Number(bits) <= most))
}

/** What is wrong with it is said without repeating it: a password may stand in it. */
function smtpUrl(value: string): string | null {
  if (value === '') return null
  const url = URL.parse(value)
  if (!url || !/^smtps?:$/.test(url.protocol) || !url.hostname) {
    throw new ConfigError('SMTP_URL must be an address of a mail server, such as smtps://name:password@mail.example.org:465.')
  }
  return value
}

function mailFrom(value: string): string {
  if (!/^(?:[^\s@<>,;"]+@[^\s@<>,;"]+|[^<>,;"\p{Cc}]+ <[^\s@<>,;"]+@[^\s@<>,;"]+>)$/u.test(value)) {
    throw new ConfigError(`MAIL_FROM must be an address, such as desk@example.org or Desk <desk@example.org>, not '${value}'.`)
  }
  return value
}

/** As RFC 9116 wants it: an address of letters, of a page or of a telephone. */
function securityContact(value: string): string | null {
  if (value === '') return null
  const contact = /^[^\s@:<>,]+@[^\s@:<>,]+\.[^\s@:<>,]+$/.test(value) ? `mailto:${value}` : value
  if (!/^(?:https:\/\/|mailto:|tel:)\S+$/.test(contact) || !URL.canParse(contact)) {
    throw new ConfigError(`SECURITY_CONTACT must be an address, such as security@example.org or https://example.org/security, not '${value}'.`)
  }
  return contact
}

/** What is wrong with it is said without repeating it: a key may stand in it. */
function weatherUrl(value: string): string | null {
  if (value === '') return null
  const url = URL.parse(value)
  const asked = (name: string) => url?.searchParams.get(name) ?? ''
  const whole = url && /^https?:$/.test(url.protocol) && url.username === '' && url.hash === ''
    && isDegrees(asked('latitude'), 90) && isDegrees(asked('longitude'), 180) && asked('current').split(',').includes('temperature_2m')
    && ['', 'celsius'].includes(asked('temperature_unit'))
  if (!whole) {
    throw new ConfigError('WEATHER_URL must be a whole address that asks for one place in degrees Celsius, such as '
      + 'https://api.open-meteo.com/v1/forecast?latitude=50.75&longitude=25.34&current=temperature_2m.')
  }
  return value
}

function machine(env: Environment): MachineConfig | null {
  const read = readMachine({
    kind: env['MACHINE_KIND'] || '', url: env['MACHINE_URL'] || '', key: env['MACHINE_KEY'] || '', model: env['MACHINE_MODEL'] || '',
    patience: wholeNumber(env, 'MACHINE_TIMEOUT', 20, 120, 1) * 1000, budget: wholeNumber(env, 'MACHINE_BUDGET', 500_000, 1_000_000_000),
  })
  if (typeof read === 'string') throw new ConfigError(read)
  return read
}

function isDegrees(value: string, most: number): boolean {
  return /^-?\d{1,3}(?:\.\d{1,8})?$/.test(value) && Math.abs(Number(value)) <= most
}

function wholeNumber(env: Environment, name: string, fallback: number, max: number, min = 0): number {
  const value = env[name]
  if (!value) return fallback
  if (!/^\d{1,16}$/.test(value) || Number(value) > max || Number(value) < min) {
    throw new ConfigError(`${name} must be a whole number from ${min} to ${max}, not '${value}'.`)
  }
  return Number(value)
}

function yesOrNo(env: Environment, name: string): boolean {
  const value = env[name] || '0'
  if (value !== '0' && value !== '1') throw new ConfigError(`${name} must be 1 or 0, not '${value}'.`)
  return value === '1'
}
