import type { SentMessageInfo, Transporter } from 'nodemailer'
import type { Config } from '../config.ts'
import type { Db } from '../db/schema.ts'
import { claimMail, findDueMail, markFailed, markSent, markTried, type WaitingMail } from './store.ts'

const LOOK_MS = 1000
const MOST_TRIES = 8
const MINUTE_MS = 60_000
const PATIENCE = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000, dnsTimeout: 10_000 }
/** How long a site that closes waits for a letter under way. */
const CLOSING_MS = 2000

interface Postman {
  close: () => Promise<void>
}

/** Delivers the outbox while the site runs: each letter at least once, again after 1, 2, 4 … minutes, given up after the eighth time. */
export function startPostman(db: Db, config: Pick<Config, 'smtpUrl' | 'mailFrom'>): Postman {
  const { smtpUrl } = config
  if (smtpUrl === null) return { close: () => Promise.resolve() }
  let closed = false
  let timer: NodeJS.Timeout
  let round: Promise<void> = Promise.resolve()
  const transport = once(() => openTransport(smtpUrl))
  const look = () => {
    // A database that does not answer is told of by whoever needs it; the letters wait.
    round = deliverDue(db, config.mailFrom, transport, () => closed).catch(() => undefined).finally(() => {
      if (!closed) timer = setTimeout(look, LOOK_MS).unref()
    })
  }
  timer = setTimeout(look, LOOK_MS).unref()
  return {
    close: async () => {
      closed = true
      clearTimeout(timer)
      await Promise.race([round, new Promise((resolve) => setTimeout(resolve, CLOSING_MS).unref())])
    },
  }
}

async function deliverDue(db: Db, from: string, transport: () => Promise<Transporter>, isClosed: () => boolean): Promise<void> {
  for (let mail = await findDueMail(db); mail && !isClosed(); mail = await findDueMail(db)) {
    const wait = MINUTE_MS * 2 ** mail.tries
    if (await claimMail(db, mail, new Date(Date.now() + wait).toISOString())) await tryOnce(db, from, await transport(), mail)
  }
}

async function tryOnce(db: Db, from: string, transport: Transporter, mail: WaitingMail): Promise<void> {
  try {
    await deliver(transport, from, mail)
  } catch (error) {
    const failure = failureOf(error)
    return mail.tries + 1 >= MOST_TRIES ? markFailed(db, mail.id, failure) : markTried(db, mail.id, failure)
  }
  await markSent(db, mail.id)
}

/** The same letter has the same Message-ID at every try: whoever gets it twice sees it once. */
async function deliver(transport: Transporter, from: string, mail: WaitingMail): Promise<SentMessageInfo> {
  const { id, email, name, subject, text, html, language } = mail
  const [, host = 'localhost'] = /@([^\s>]+)>?$/.exec(from) ?? []
  return transport.sendMail({
    from, to: { name, address: email }, subject, text, html, messageId: `<${id}@${host}>`,
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': language },
    disableFileAccess: true, disableUrlAccess: true,
  })
}

/** Loaded for the first letter: most starts send none. */
async function openTransport(url: string): Promise<Transporter> {
  const { createTransport } = await import('nodemailer')
  return createTransport({ url, ...PATIENCE })
}

/** What the mail server said, as its code alone: its words can repeat addresses. */
function failureOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown'
  const { responseCode, code } = { responseCode: undefined, code: undefined, ...error } as { responseCode?: unknown; code?: unknown }
  return typeof responseCode === 'number' ? String(responseCode) : typeof code === 'string' ? code : 'unknown'
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => made ??= make()
}
