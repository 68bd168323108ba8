import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, it } from 'node:test'
import type { Command } from 'commander'
import { listCommands } from '../src/cli/main.ts'
import { terminalVoice } from '../src/cli/terminal.ts'
import { readConfig } from '../src/config.ts'
import { speak } from '../src/i18n/voice.ts'
import { readMarkdown } from '../src/text/markdown/read.ts'
import { unknownLabels } from './rules/labels.ts'
import { localeOf, readLocales } from './rules/locales.ts'
import { anchorsOf, brokenLinks, commandsOf, linksOf } from './rules/markdown.ts'
import { ukrainianFaults } from './rules/wording.ts'

const files = globSync(['*.md', 'docs/**/*.md', 'locales/*/help/*.md']).map((file) => file.replaceAll(path.sep, '/')).sort()
const texts = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]))
const textOf = (file: string) => texts.get(file) ?? assert.fail(`${file} is not there`)
const isUkrainian = (file: string) => /^docs\/uk\/|\.uk\.md$|^locales\/uk\//.test(file)

describe('the documentation', () => {
  it('is read', () => assert.ok(files.length > 20))
  it('has no link that leads nowhere', () => assert.deepEqual([...texts].flatMap(([file, text]) => brokenLinks(file, text)), []))
  it('has every guide in both languages, with the same links and headings', () => {
    const guides = files.filter((file) => /^docs\/(?:README|(?:tutorials|admin|editor|reference)\/)/.test(file) && file !== 'docs/reference/cli.md')
    for (const guide of [...guides, 'README.md']) {
      const twin = guide === 'README.md' ? 'README.uk.md' : guide.replace('docs/', 'docs/uk/')
      const shape = (file: string) => ({
        headings: [...textOf(file).replaceAll(/^```[\s\S]*?^```$/gm, '').matchAll(/^(#+) /gm)].map(([, level]) => level),
        targets: linksOf(textOf(file)).map((link) => path.join(path.dirname(file), link.replace(/#.*/, '#')).replace('docs/uk/', 'docs/')
          .replace('locales/uk/', 'locales/en/').replace('README.uk.md', 'README.md').replace(/-uk\.png$/, '.png')).filter((target) => !/README\.md$/.test(target)),
      })
      assert.deepEqual(shape(twin), shape(guide), guide)
    }
  })
  it('names only buttons that are on the screen', () => {
    const locales = readLocales('locales')
    const guides = [...texts].filter(([file]) => !/tutorials|CONTRIBUTING|CHANGELOG|decisions/.test(file))
    assert.deepEqual(guides.flatMap(([file, text]) => {
      const locale = locales.find(({ language }) => language === (isUkrainian(file) ? 'uk' : 'en')) ?? assert.fail(file)
      return unknownLabels(text, locale).map((label) => `${file}: ${label}`)
    }), [])
  })
  it('is in good Ukrainian', () => {
    const words = Object.fromEntries([...texts].filter(([file]) => isUkrainian(file)).map(([file, text]) => [file, text.replaceAll(/^```[\s\S]*?^```$/gm, '')]))
    const faults = ukrainianFaults(localeOf('uk', words)).filter((fault) => !/ has a Latin word:/.test(fault))
    assert.deepEqual(faults.map((fault) => fault.slice(0, 120)), [])
  })
  it('shows facts above a text that are understood', () => {
    for (const [file, language] of [['docs/editor/importing.md', 'en'], ['docs/uk/editor/importing.md', 'uk']] as const) {
      const [, front = ''] = /```yaml\n([\s\S]*?)```/.exec(textOf(file)) ?? []
      const { notices, particulars, blocks } = readMarkdown(`${front}\nText.`)
      assert.deepEqual({ notices, language: particulars.language, topics: particulars.topics.length }, { notices: [], language, topics: 2 })
      assert.ok(particulars.date && particulars.genre)
      assert.deepEqual(blocks.map(({ kind }) => kind), ['title', 'lead', 'author_name', 'author_role', 'paragraph'])
    }
  })
})

describe('what a running site tells', () => {
  const read = (file: string) => readFileSync(file, 'utf8')
  for (const file of ['docs/admin/running.md', 'docs/uk/admin/running.md']) {
    it(`has every event of the log and no other, in ${file}`, () => {
      const events = (text: string, mark: string) => [...text.matchAll(new RegExp(`${mark}([a-z]+\\.[a-z]+)${mark}`, 'g'))].map(([, name = '']) => name).sort()
      const rows = textOf(file).split('\n').filter((line) => line.startsWith('| `')).join('\n')
      assert.deepEqual(events(rows, '`'), events(/type Event =([\s\S]*?)\n\n/.exec(read('src/log.ts'))?.[1] ?? '', "'"))
    })
    it(`names only numbers that there are, in ${file}`, () => {
      const source = ['src/web/metrics.ts', 'src/upkeep/gauges.ts'].map(read).join('\n')
      const names = [...textOf(file).matchAll(/`zvirka_(\w+)`/g)].map(([, name = '']) => name)
      assert.ok(names.length > 2)
      assert.deepEqual(names.filter((name) => !new RegExp(`\\b(?:zvirka_)?${name}\\b`).test(source)), [])
    })
  }
})

describe('the configuration', () => {
  const variablesOf = (read: (env: Record<string, string | undefined>) => unknown) => {
    const asked = new Set<string>()
    read(new Proxy<Record<string, string | undefined>>({}, { get: (_, name) => { asked.add(String(name)); return undefined } }))
    return [...asked].sort()
  }
  const fields = { ...readConfig({}), smtpUrl: '', mailFrom: '' }

  for (const file of ['docs/reference/configuration.md', 'docs/uk/reference/configuration.md']) {
    const rows = [...textOf(file).matchAll(/^\| `([A-Z_]+)` \| (.*?) \|/gm)].map(([, name = '', value = '']) => ({ name, value }))
    it(`has every variable that is read, and no other, in ${file}`, () => assert.deepEqual(rows.map(({ name }) => name).sort(), variablesOf(readConfig)))
    it(`has the values that hold without them, in ${file}`, () => {
      const known: Record<string, string> = {
        PORT: `${fields.port}`, HOST: fields.host, DATA_DIR: fields.dataDir, SITE_LANGUAGES: fields.languages.join(','), TIME_ZONE: fields.timeZone,
        BUSY_AT: `${fields.busyAt}`, DRAIN_SECONDS: `${fields.drainSeconds}`, SHELF_BYTES: `${fields.shelfBytes}`, INSECURE_HTTP: fields.insecureHttp ? '1' : '0',
      }
      assert.deepEqual(Object.fromEntries(rows.filter(({ name }) => name in known).map(({ name, value }) => [name, value.replaceAll('`', '')])), known)
    })
    it(`names every variable that chooses a terminal's language, in ${file}`, () => {
      for (const name of variablesOf(terminalVoice)) assert.ok(textOf(file).includes(`\`${name}\``), name)
    })
  }
})

describe('the command line', () => {
  const commands = new Map<string, Command>()
  const add = (command: Command, above: string) => {
    const name = `${above} ${command.name()}`.trim()
    if (command.commands.length === 0) commands.set(name, command)
    for (const inner of command.commands) add(inner, name)
  }
  const optionsOf = (command: Command | undefined) => (command?.options ?? []).map(({ long }) => long ?? '').filter((long) => long !== '--help').sort()

  it('has every command and every option in its reference, and no other', async () => {
    for (const command of await listCommands(speak('en'))) add(command, '')
    const rows = [...textOf('docs/reference/cli.md').matchAll(/^\| `([^`]+)` \|/gm)].map(([, row = '']) => row)
    const described = rows.map((row) => [row.replace(/ [[A-Z-].*/, ''), [...row.matchAll(/--[a-z-]+/g)].map(([option]) => option).sort()] as const)
    assert.deepEqual(described.map(([name]) => name).sort(), [...commands.keys()].sort())
    for (const [name, options] of described) assert.deepEqual(options, optionsOf(commands.get(name)), name)
  })
  it('knows every command that the documentation shows', async () => {
    for (const command of await listCommands(speak('en'))) add(command, '')
    const wrong = [...texts].flatMap(([file, text]) => commandsOf(text).flatMap((words) => {
      const name = [`${words[0]} ${words[1]}`, words[0] ?? ''].find((one) => commands.has(one))
      if (name === undefined) return words[0]?.startsWith('--') || /^[A-Z]/.test(words[0] ?? '') ? [] : [`${file}: zvirka ${words.join(' ')}`]
      return words.filter((word) => word.startsWith('--') && word !== '--help' && !optionsOf(commands.get(name)).includes(word)).map((option) => `${file}: ${name} has no ${option}`)
    }))
    assert.deepEqual(wrong, [])
  })
})

describe('the rules for documentation', () => {
  it('find what is broken', () => {
    assert.deepEqual(brokenLinks('README.md', '[a](nowhere.md) [b](#no) [c](docs/words.md#words)\n# Yes'), ['README.md: nowhere.md leads to no file', 'README.md: #no leads to no heading'])
    assert.deepEqual(anchorsOf('## 2. Set it up\n```\n# not\n```\n# Чи все ціле?'), ['2-set-it-up', 'чи-все-ціле'])
    assert.deepEqual(commandsOf('`npx zvirka verify` and\n```sh\nA=1 npx zvirka import "a b" --json\n```\n'), [['import', '"a b"', '--json'], ['verify']])
    assert.deepEqual(unknownLabels('**“Save”** **“Gone”** [“Page 7”](/x)', localeOf('en', { common: { a: 'Save', b: 'Page {{n}}' } })), ['Gone'])
  })
})
