const STATUS = {
  not_found: 404,
  forbidden: 403,
  not_signed_in: 401,
  forged_form: 403,
  wrong_state: 409,
  faulty_text: 422,
  moved_on: 409,
  too_large: 413,
  wrong_encoding: 422,
  unusable_text: 422,
  image_unusable: 422,
  invalid: 422,
  too_many_attempts: 429,
  glossary_full: 422,
  words_full: 422,
  one_title_needed: 422,
  too_many_paragraphs: 422,
  too_tangled: 422,
  reason_needed: 422,
  slug_unusable: 422,
  site_text_exists: 409,
  slug_taken: 409,
  own_words: 403,
  not_ready: 409,
  last_administrator: 409,
  email_taken: 409,
  link_used_up: 404,
  not_set_up: 404,
  too_busy: 503,
  too_busy_to_save: 503,
  read_only: 507,
  out_of_order: 503,
} as const

/** Every code has `errors:<code>.title` and `errors:<code>.text` in each language: what happened, and what to do next. */
export type ErrorCode = keyof typeof STATUS

export const ERROR_CODES = Object.keys(STATUS).filter((code): code is ErrorCode => code in STATUS)

/** A mistake that a person can understand and act upon; anything else that is thrown is a bug. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly details: Readonly<Record<string, string | number>>
  readonly status: number

  /** `details` name things for the log and the error page; they must hold nothing secret. */
  constructor(code: ErrorCode, details: Record<string, string | number> = {}, options: ErrorOptions = {}) {
    super([code, ...Object.entries(details).map(([name, value]) => `${name}=${value}`)].join(' '), options)
    this.name = 'AppError'
    this.code = code
    this.details = details
    this.status = STATUS[code]
  }
}
