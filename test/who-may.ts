import { RIGHTS, ROLES, type Role } from './roles.ts'

/**
 * Who may: the answer is neither 401 nor 403. Who may ask: past the gate, but the act itself refuses, since it is about Ukrainian
 * texts here. Everybody else: 403, nobody 401. Written by hand: what is expected must not come from the table under test.
 */
export interface Expected {
  may: readonly Role[]
  mayAsk?: readonly Role[]
}

export const ANYONE: Expected = { may: ROLES }
export const SIGNED_IN: Expected = { may: ['no rights', ...RIGHTS] }
export const MEMBERS: Expected = { may: RIGHTS }
export const IMPORTERS: Expected = { may: ['publish:uk', 'publish:en'] }
export const TRANSLATING: Expected = { may: ['translate:uk'], mayAsk: RIGHTS.filter((right) => right !== 'translate:uk') }
export const PUBLISHING: Expected = { may: ['publish:uk'], mayAsk: ['publish:en'] }
/** The original is English. */
export const PUBLISHING_ORIGINAL: Expected = { may: ['publish:en'], mayAsk: ['publish:uk'] }
export const CORRECTING: Expected = { may: ['translate:uk', 'review:uk', 'publish:uk'], mayAsk: ['translate:en', 'review:en', 'publish:en'] }
export const CORRECTING_SOMEWHERE: Expected = { may: RIGHTS.filter((right) => right !== 'administrator') }
export const CHANGING_TERMS: Expected = { may: ['review:uk', 'publish:uk', 'review:en', 'publish:en'] }
export const CHANGING_MEMORY: Expected = { may: ['publish:uk', 'publish:en', 'administrator'] }
export const CHANGING_WORDS: Expected = { may: ['review:uk', 'publish:uk', 'administrator'], mayAsk: ['review:en', 'publish:en'] }
export const CHANGING_SOME_WORDS: Expected = { may: ['review:uk', 'publish:uk', 'review:en', 'publish:en', 'administrator'] }
export const ADMINISTRATOR: Expected = { may: ['administrator'] }
