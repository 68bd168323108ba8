import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { ForeignFolder, OWN } from './files.ts'
import type { Bundle, Exported, MadeBundle } from './model.ts'

const TABLES = `
  create table if not exists fact (name text primary key, value text not null) strict;
  create table if not exists sentence (name text primary key, sql text not null) strict;
  create table if not exists bundle (name text primary key, reads text not null, mark text not null, expires real not null, run integer not null) strict;
  create table if not exists page (file text primary key, bundle text not null, said text not null, run integer not null) strict;
  create index if not exists page_bundle on page (bundle);
`

/** Another export is at work in this folder. */
export class FolderInUse extends Error {}

/** What an export wrote, and of what: kept in the folder itself, so that the next one writes only what has changed. */
export class ExportState {
  readonly #database: Sqlite.Database
  readonly #statements = new Map<string, Sqlite.Statement>()
  readonly run: number

  private constructor(database: Sqlite.Database) {
    this.#database = database
    this.run = Number(this.fact('run') ?? 0) + 1
    this.setFact('run', String(this.run))
  }

  /** Opens the state of a folder that is empty, or was written by an export before; nobody else can until it is closed. */
  static open(folder: string): ExportState {
    const file = path.join(folder, OWN, 'state.db')
    mkdirSync(folder, { recursive: true })
    if (!existsSync(file) && readdirSync(folder).length > 0) throw new ForeignFolder(folder)
    mkdirSync(path.join(folder, OWN), { recursive: true })
    const database = new Sqlite(file, { timeout: 0 })
    try {
      for (const pragma of ['locking_mode = EXCLUSIVE', 'journal_mode = WAL', 'synchronous = FULL']) database.pragma(pragma)
      database.exec(`begin exclusive; ${TABLES} commit`)
    } catch (error) {
      database.close()
      if (!(error instanceof Sqlite.SqliteError)) throw error
      if (error.code.startsWith('SQLITE_BUSY')) throw new FolderInUse(folder)
      throw error.code === 'SQLITE_NOTADB' ? new ForeignFolder(folder) : error
    }
    rmSync(path.join(folder, OWN, 'new'), { recursive: true, force: true })
    mkdirSync(path.join(folder, OWN, 'new'))
    return new ExportState(database)
  }

  close(): void {
    this.#database.close()
  }

  fact(name: string): string | undefined {
    return (this.#prepared('select value from fact where name = ?').get(name) as { value: string } | undefined)?.value
  }

  setFact(name: string, value: string): void {
    this.#prepared('insert into fact values (?, ?) on conflict do update set value = excluded.value').run(name, value)
  }

  sentences(): [name: string, sql: string][] {
    return this.#prepared('select name, sql from sentence').raw().all() as [string, string][]
  }

  bundle(name: string): Bundle | null {
    const row = this.#prepared('select reads, mark, expires from bundle where name = ?').get(name) as StoredBundle | undefined
    if (!row) return null
    const pages = this.#prepared('select said from page where bundle = ? order by file').all(name) as { said: string }[]
    return { ...row, name, reads: row.reads === '' ? [] : row.reads.split('\n'), exported: pages.map(({ said }) => JSON.parse(said) as Exported) }
  }

  /** Keeps bundles that are as they were, and what was made of others: all at once, before a file is put in its place. */
  keep(standing: readonly string[], made: readonly MadeBundle[]): void {
    this.#database.transaction(() => {
      for (const name of standing) this.#touch(name)
      for (const bundle of made) this.#replace(bundle)
    })()
  }

  /** Every file and redirection of the last export that this one has not met. */
  *leftovers(): Generator<Exported> {
    for (;;) {
      const rows = this.#prepared('select file, said from page where run <> ? limit 500').all(this.run) as { file: string; said: string }[]
      if (rows.length === 0) break
      for (const { said } of rows) yield JSON.parse(said) as Exported
      this.#database.transaction(() => {
        for (const { file } of rows) this.#prepared('delete from page where file = ?').run(file)
      })()
    }
    this.#prepared('delete from bundle where run <> ?').run(this.run)
  }

  /** All that stands there now, in the order of its names. */
  *exported(): Generator<Exported> {
    for (let after = ''; ;) {
      const rows = this.#prepared('select file, said from page where file > ? and run = ? order by file limit 1000')
        .all(after, this.run) as { file: string; said: string }[]
      for (const { said } of rows) yield JSON.parse(said) as Exported
      const last = rows.at(-1)
      if (!last) return
      after = last.file
    }
  }

  #touch(name: string): void {
    this.#prepared('update bundle set run = ? where name = ?').run(this.run, name)
    this.#prepared('update page set run = ? where bundle = ?').run(this.run, name)
  }

  #replace({ name, reads, mark, expires, exported, sentences }: MadeBundle): void {
    for (const sentence of sentences) this.#prepared('insert into sentence values (?, ?) on conflict do nothing').run(...sentence)
    this.#prepared('insert or replace into bundle values (?, ?, ?, ?, ?)').run(name, reads.join('\n'), mark, expires, this.run)
    for (const one of exported) this.#prepared('insert or replace into page values (?, ?, ?, ?)').run(one.file, name, JSON.stringify(one), this.run)
    // What it has no more belongs to none, and waits to be taken away: by the next export, if this one is interrupted.
    this.#prepared("update page set bundle = '' where bundle = ? and run <> ?").run(name, this.run)
  }

  #prepared(sql: string): Sqlite.Statement {
    const known = this.#statements.get(sql)
    if (known) return known
    const statement = this.#database.prepare(sql)
    this.#statements.set(sql, statement)
    return statement
  }
}

interface StoredBundle {
  reads: string
  mark: string
  expires: number
}
