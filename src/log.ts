/** What the site tells those who run it. */
type Event =
  | 'site.started' | 'site.stopping' | 'site.stopped' | 'site.broken' | 'site.overloaded'
  | 'request.failed' | 'form.refused' | 'content.refused' | 'schedule.failed' | 'letter.failed' | 'weather.failed' | 'machine.failed' | 'search.failed' | 'memory.failed'

type Fields = Readonly<Record<string, string | number>>

export type Log = (event: Event, fields?: Fields) => void

/** The links that open an account: an address of one, in a path or in a browser's report, is as good as a password. */
const SECRETS = /(\/(?:invitations|reset)\/|[?&]token=)[\w-]{8,}/g

/**
 * Writes one line of JSON to standard error, where service managers collect it: when, what, and the facts of it. Names and ids belong
 * in the fields; no words of articles, no addresses of people, no passwords or tokens.
 */
export const log: Log = (event, fields = {}) => {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), event, ...fields }).replace(SECRETS, '$1…')}\n`)
}
