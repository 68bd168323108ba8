import type { SearchEngine } from './engine.ts'

/** FTS5. Lexemes hold letters and digits alone, so that quotation marks are all that its language asks for. */
export const sqliteEngine: SearchEngine = {
  matching: (db, alternatives) => db.selectFrom('search_index').select('rowid as id')
    .where('search_index', 'match', alternatives.map((some) => `(${some.map((lexeme) => `"${lexeme}"`).join(' OR ')})`).join(' AND ')),
  store: async (tx, document, lexemes) => {
    await tx.insertInto('search_index').values({ rowid: document, words: lexemes.join(' ') }).execute()
  },
  remove: async (tx, document) => {
    await tx.deleteFrom('search_index').where('rowid', '=', document).execute()
  },
}
