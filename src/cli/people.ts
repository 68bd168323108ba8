import { randomBytes } from 'node:crypto'
import { createInterface } from 'node:readline/promises'
import type { Command } from 'commander'
import type { Db } from '../db/schema.ts'
import type { Voice } from '../i18n/voice.ts'
import { addPerson, setPassword } from '../people/actions.ts'
import { holds, readGrant, writeGrant, type Actor, type Grant } from '../people/model.ts'
import { findActor, findPersonByEmail, listGrants, listPeople } from '../people/store.ts'
import { print, printJson, Refusal, runCommand, withDb } from './terminal.ts'

interface AddOptions { email: string; name: string; grant: string[]; json?: true }

export function addPersonCommands(program: Command, voice: Voice): void {
  const { t } = voice
  const person = program.command('person').description(t('cli:person.about'))
  person.command('add').description(t('cli:person.add'))
    .requiredOption('--email <email>', t('cli:option.email')).requiredOption('--name <name>', t('cli:option.name'))
    .requiredOption('--grant <grant...>', t('cli:option.grant')).option('--json', t('cli:option.json'))
    .action((options: AddOptions) => runCommand(voice, () => add(voice, options)))
  person.command('list').description(t('cli:person.list')).option('--json', t('cli:option.json'))
    .action((options: { json?: true }) => runCommand(voice, () => list(options)))
  person.command('password').description(t('cli:person.password')).argument('<email>', t('cli:option.email'))
    .action((email: string) => runCommand(voice, () => changePassword(voice, email)))
}

/** The person a command acts for: named by `email`, else the only one who holds the right. */
export async function findActingPerson(db: Db, voice: Voice, email: string | undefined, grant: Grant): Promise<Actor> {
  if (email !== undefined) {
    const person = await findPersonByEmail(db, email)
    const actor = person && await findActor(db, person.id)
    if (!actor) throw new Refusal(voice.t('cli:person.unknown', { email }))
    return actor
  }
  const actors = (await Promise.all((await listPeople(db)).map(({ id }) => findActor(db, id)))).filter((actor) => actor !== undefined)
  const [one, ...others] = actors.filter((actor) => holds(actor, grant.right, grant.language))
  if (!one || others.length > 0) throw new Refusal(voice.t('cli:person.sayWho', { grant: writeGrant(grant) }))
  return one
}

async function add(voice: Voice, { email, name, grant, json }: AddOptions): Promise<void> {
  await withDb(async (db, config) => {
    const grants = grant.map((text) => {
      const read = readGrant(text)
      if (!read || read.language && !config.languages.includes(read.language)) throw new Refusal(voice.t('cli:person.badGrant', { grant: text }))
      return read
    })
    const { person, token } = await addPerson(db, { email, name, grants })
    const link = `${config.baseUrl}/invitations/${token}`
    if (json) printJson({ person, email, grants: grants.map(writeGrant), link })
    else print(voice.t('cli:person.added', { name, link }))
  })
}

async function list({ json }: { json?: true }): Promise<void> {
  await withDb(async (db) => {
    const grants = await listGrants(db)
    const people = (await listPeople(db)).map(({ id, email, name, password_hash, disabled_at }) => ({
      person: id, email, name, grants: (grants.get(id) ?? []).map(writeGrant),
      state: disabled_at ? 'disabled' : password_hash ? 'active' : 'invited',
    }))
    if (json) printJson(people)
    else for (const one of people) print([one.email, one.name, one.state, one.grants.join(' ')].join('\t'))
  })
}

async function changePassword(voice: Voice, email: string): Promise<void> {
  await withDb(async (db) => {
    const typed = process.stdin.isTTY ? '' : await readFirstLine()
    // On a terminal what is typed would stand there for all to read: a made one is shown once instead.
    const password = typed || randomBytes(15).toString('base64url')
    if (password.length < 12) throw new Refusal(voice.t('cli:person.shortPassword'))
    await setPassword(db, email, password)
    print(typed ? voice.t('cli:person.passwordSet', { email }) : voice.t('cli:person.passwordMade', { email, password }))
  })
}

async function readFirstLine(): Promise<string> {
  for await (const line of createInterface({ input: process.stdin })) return line
  return ''
}
