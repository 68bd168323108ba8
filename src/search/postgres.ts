import type { SearchEngine } from './engine.ts'

/** Texts that PostgreSQL reads as `tsvector` and `tsquery`: no parser and no dictionary of the server takes part. */
export const postgresEngine: SearchEngine = {
  matching: (db, alternatives) => db.selectFrom('search_index').select('id')
    .where((eb) => eb(eb.fn('search_words', ['words']), '@@', alternatives.map((some) => `(${some.map(quote).join(' | ')})`).join(' & ')))
    // A wall for the planner, which would otherwise look at the words of every published row.
    .offset(0),
  store: async (tx, document, lexemes) => {
    await tx.insertInto('search_index').values({ id: document, words: lexemes.map(quote).join(' ') }).execute()
  },
  remove: async (tx, document) => {
    await tx.deleteFrom('search_index').where('id', '=', document).execute()
  },
}

function quote(lexeme: string): string {
  return `'${lexeme}'`
}
