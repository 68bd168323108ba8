import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const argon2Async = promisify(argon2)

/** OWASP Password Storage: argon2id, 19 MiB, 2 passes, 1 lane. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 }
const TAG_BYTES = 32
const PHC = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,64})\$([A-Za-z0-9+/]{43})$/

/** A PHC string of the password (NFC, so that é typed two ways is one password). */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const tag = await derive(password, salt, COST)
  return `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${unpadded(salt)}$${unpadded(tag)}`
}

/** Takes as long for nobody (`hash` null) as for somebody: the time tells nothing about who exists. */
export async function checkPassword(password: string, hash: string | null): Promise<boolean> {
  const match = PHC.exec(hash ?? '')
  if (!match) {
    await derive(password, Buffer.alloc(16), COST)
    return false
  }
  const [, memory, passes, parallelism, salt, tag] = match
  const cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) }
  const expected = Buffer.from(tag ?? '', 'base64')
  return timingSafeEqual(await derive(password, Buffer.from(salt ?? '', 'base64'), cost), expected)
}

async function derive(password: string, nonce: Buffer, cost: typeof COST): Promise<Buffer> {
  return argon2Async('argon2id', { message: Buffer.from(password.normalize('NFC')), nonce, tagLength: TAG_BYTES, ...cost })
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '')
}
