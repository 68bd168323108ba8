export type Id = string
/** ISO 8601 in UTC with milliseconds: sorts as text in every database. */
export type Timestamp = string
/** A BCP-47 tag in lower case: `uk`, `en`. */
export type Language = string
