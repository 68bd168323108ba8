import { randomInt } from 'node:crypto'
import path from 'node:path'
import { serve } from '../../src/cli/upkeep.ts'
import { print, runCommand, terminalVoice } from '../../src/cli/terminal.ts'
import { setPassword } from '../../src/people/actions.ts'
import { countPeople } from '../../src/people/store.ts'
import { PEOPLE, seedDemo } from './seed.ts'

const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A site in the middle of its work, with three people to sign in as. What was done in it before is kept. */
export async function runDemo(): Promise<void> {
  process.env['DATA_DIR'] ??= path.join('data', 'demo')
  const voice = terminalVoice()
  await runCommand(voice, () => serve(voice, async ({ db, url }) => {
    if (await countPeople(db) === 0) await seedDemo(db)
    // No password stands in the program: each start makes one for the three accounts and shows it.
    const password = Array.from({ length: 12 }, () => LETTERS[randomInt(LETTERS.length)]).join('')
    for (const { email } of PEOPLE) await setPassword(db, email, password)
    print(voice.t('cli:demo.people', { password, url: `${url}/sign-in` }))
    for (const { email, role } of PEOPLE) print(`  ${email}\t${voice.t(`cli:demo.${role}`)}`)
  }))
}
