import { isIP } from 'node:net'

/** Whom the site asks for suggestions of a translation. */
export interface MachineConfig {
  kind: MachineKind
  /** Without a slash at its end. */
  url: string
  /** '' where the service wants none. */
  key: string
  model: string
  /** How long an answer may take, in milliseconds. */
  patience: number
  /** Characters in a month. */
  budget: number
}

type MachineKind = (typeof KINDS)[number]

const KINDS = ['libretranslate', 'deepl', 'openai'] as const
const DEEPL = 'https://api.deepl.com'
/** Keys of DeepL's free plan end so, and are known at another address. */
const DEEPL_FREE = { ending: ':fx', url: 'https://api-free.deepl.com' }

/** What the environment says of it; null where it says nothing, and one sentence where it is wrong: a key never stands in it. */
export function readMachine(typed: Record<'kind' | 'url' | 'key' | 'model', string> & Pick<MachineConfig, 'patience' | 'budget'>): MachineConfig | string | null {
  const { url: address, key, model, patience, budget } = typed
  const kind = KINDS.find((one) => one === typed.kind)
  if (!kind) return typed.kind === '' && address + key + model === '' ? null : 'MACHINE_KIND must be libretranslate, deepl or openai.'
  if (!/^[\x21-\x7e]*$/.test(key)) return 'MACHINE_KEY must be the key of the service, without spaces.'
  if (kind === 'deepl' && key === '') return 'MACHINE_KEY must hold the key of DeepL.'
  if (kind === 'openai' ? !/^[\x21-\x7e]{1,100}$/.test(model) : model !== '') return 'MACHINE_MODEL must name a model where MACHINE_KIND is openai, and stand empty elsewhere.'
  const url = address === '' && kind === 'deepl' ? (key.endsWith(DEEPL_FREE.ending) ? DEEPL_FREE.url : DEEPL) : plainAddress(address)
  if (url === null) return 'MACHINE_URL must be an address without a name, a password or a query, such as https://translate.example.org; outside one’s own network, with https.'
  return { kind, url, key, model, patience, budget }
}

function plainAddress(address: string): string | null {
  const url = URL.parse(address)
  const plain = url && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '' && url.search === '' && url.hash === ''
  if (!plain || url.protocol === 'http:' && !isOwnNetwork(url.hostname)) return null
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '')
}

/** This machine, a private network, or a name that only such a one knows: there a key may travel without https. */
function isOwnNetwork(hostname: string): boolean {
  const name = hostname.replace(/^\[|\]$/g, '')
  if (isIP(name) === 4) return /^(?:127|10|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01]))\./.test(name)
  if (isIP(name) === 6) return /^(?:::1$|f[cd]|fe80:)/.test(name)
  return !name.includes('.') || /\.(?:local|internal|lan|localhost|home\.arpa)$/.test(name)
}
