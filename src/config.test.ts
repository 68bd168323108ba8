import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ConfigError, readConfig, withPort } from './config.ts'

describe('settings', () => {
  it('need nothing from the environment', () => {
    assert.deepEqual(readConfig({}), {
      port: 3000,
      host: '127.0.0.1',
      baseUrl: 'http://127.0.0.1:3000',
      dataDir: 'data',
      databaseUrl: 'data/zvirka.db',
      languages: ['uk', 'en'],
      insecureHttp: false,
      timeZone: 'Europe/Kyiv',
      shelfBytes: 96 * 1024 * 1024,
      busyAt: 64, drainSeconds: 0, trustedProxies: [],
      smtpUrl: null,
      mailFrom: 'zvirka@localhost',
      securityContact: null,
      weatherUrl: null, machine: null,
    })
  })

  it('are frozen', () => {
    assert.ok(Object.isFrozen(readConfig({})) && Object.isFrozen(readConfig({}).languages))
  })

  it('read what is written', () => {
    const config = readConfig({
      PORT: '8080', HOST: '0.0.0.0', BASE_URL: 'https://example.org/', DATA_DIR: '/srv/zvirka', SITE_LANGUAGES: 'uk, en,pl,zh-hant', TIME_ZONE: 'UTC',
      TRUSTED_PROXIES: 'loopback, 10.0.0.0/8,fd00::/8,192.0.2.1',
    })
    assert.equal(config.baseUrl, 'https://example.org')
    assert.equal(config.databaseUrl, '/srv/zvirka/zvirka.db')
    assert.deepEqual(config.languages, ['uk', 'en', 'pl', 'zh-hant'])
    assert.deepEqual(config.trustedProxies, ['loopback', '10.0.0.0/8', 'fd00::/8', '192.0.2.1'])
  })

  const right: [string, Record<string, string>, string][] = [
    ['an IPv6 loopback host', { HOST: '::1' }, 'http://[::1]:3000'],
    ['the default port of http', { PORT: '80' }, 'http://127.0.0.1'],
    ['plain http by explicit wish', { BASE_URL: 'http://nas.lan', INSECURE_HTTP: '1' }, 'http://nas.lan'],
    ['a free port', { PORT: '0' }, 'http://127.0.0.1:0'],
    ['an empty variable as absent', { BASE_URL: '' }, 'http://127.0.0.1:3000'],
  ]
  for (const [name, env, baseUrl] of right) it(`take ${name}`, () => assert.equal(readConfig(env).baseUrl, baseUrl))

  const senders: [Record<string, string>, string][] = [
    [{ BASE_URL: 'https://news.example.org' }, 'zvirka@news.example.org'], [{ MAIL_FROM: 'desk@example.org' }, 'desk@example.org'],
    [{ MAIL_FROM: 'Редакція <desk@example.org>' }, 'Редакція <desk@example.org>'],
  ]
  for (const [env, sender] of senders) it(`send letters from ${sender}`, () => assert.equal(readConfig(env).mailFrom, sender))

  const contacts: [string, string | null][] = [
    ['', null], ['security@example.org', 'mailto:security@example.org'], ['mailto:a@example.org', 'mailto:a@example.org'],
    ['https://example.org/security', 'https://example.org/security'], ['tel:+380-44-000-0000', 'tel:+380-44-000-0000'],
  ]
  for (const [value, contact] of contacts) it(`name ${value || 'nobody'} for weaknesses`, () => assert.equal(readConfig({ SECURITY_CONTACT: value }).securityContact, contact))

  it('ask for the weather where they say', () => {
    for (const url of ['https://api.open-meteo.com/v1/forecast?latitude=50.75&longitude=25.34&current=temperature_2m', 'http://127.0.0.1:9/?latitude=-33&longitude=-70.5&current=wind_speed_10m,temperature_2m&temperature_unit=celsius']) {
      assert.equal(readConfig({ WEATHER_URL: url }).weatherUrl, url)
    }
  })

  it('say whom to ask for machine translation, and where it is taken for one’s own network', () => {
    assert.equal(readConfig({}).machine, null)
    const addresses = ['https://translate.example.org/api/', 'http://localhost:5000', 'http://10.1.2.3:5000', 'http://libretranslate:5000', 'http://[::1]:1', 'http://box.internal']
    for (const url of addresses) assert.equal(readConfig({ MACHINE_KIND: 'libretranslate', MACHINE_URL: url }).machine?.url, url.replace(/\/$/, ''))
    assert.deepEqual(readConfig({ MACHINE_KIND: 'openai', MACHINE_URL: 'http://127.0.0.1:1/v1', MACHINE_MODEL: 'small', MACHINE_TIMEOUT: '5', MACHINE_BUDGET: '9' }).machine,
      { kind: 'openai', url: 'http://127.0.0.1:1/v1', key: '', model: 'small', patience: 5000, budget: 9 })
  })

  const wrong: [Record<string, string>, RegExp][] = [
    [{ MACHINE_KIND: 'google' }, /^MACHINE_KIND must be libretranslate, deepl or openai\.$/],
    [{ MACHINE_URL: 'https://example.org', MACHINE_KEY: 'secret' }, /^MACHINE_KIND (?!.*secret)/],
    [{ MACHINE_KIND: 'deepl' }, /^MACHINE_KEY /],
    [{ MACHINE_KIND: 'deepl', MACHINE_KEY: 'secret\nX: y' }, /^MACHINE_KEY (?!.*secret)/],
    [{ MACHINE_KIND: 'openai', MACHINE_URL: 'https://example.org/v1' }, /^MACHINE_MODEL /],
    [{ MACHINE_KIND: 'libretranslate', MACHINE_URL: 'https://example.org', MACHINE_MODEL: 'x' }, /^MACHINE_MODEL /],
    ...['', 'example.org', 'ftp://example.org', 'http://example.org', 'http://8.8.8.8', 'https://name:secret@example.org', 'https://example.org/?key=secret', 'http://172.32.0.1', 'http://[2001:db8::1]']
      .map((url): [Record<string, string>, RegExp] => [{ MACHINE_KIND: 'libretranslate', MACHINE_URL: url }, /^MACHINE_URL (?!.*secret)/]),
    [{ MACHINE_TIMEOUT: '0' }, /^MACHINE_TIMEOUT /],
    [{ MACHINE_BUDGET: 'much' }, /^MACHINE_BUDGET /],
    [{ SECURITY_CONTACT: 'somebody' }, /^SECURITY_CONTACT .*'somebody'/],
    [{ SECURITY_CONTACT: 'http://example.org' }, /^SECURITY_CONTACT /],
    [{ SECURITY_CONTACT: 'a@example.org\nExpires: never' }, /^SECURITY_CONTACT /],
    ...[
      'Lutsk', 'https://api.open-meteo.com/v1/forecast', 'file:///etc/passwd', 'ftp://example.org/?latitude=1&longitude=1&current=temperature_2m',
      'https://x:secret@example.org/?latitude=1&longitude=1&current=temperature_2m', 'https://example.org/?latitude=91&longitude=1&current=temperature_2m',
      'https://example.org/?latitude=1&longitude=x&current=temperature_2m', 'https://example.org/?latitude=1&longitude=1&current=rain',
      'https://example.org/?latitude=1&longitude=1&current=temperature_2m&temperature_unit=fahrenheit',
    ].map((url): [Record<string, string>, RegExp] => [{ WEATHER_URL: url }, /^WEATHER_URL (?!.*secret).*https:\/\/api\.open-meteo\.com/]),
    [{ PORT: 'http' }, /^PORT must be a whole number from 0 to 65535, not 'http'\.$/],
    [{ PORT: '70000' }, /^PORT /],
    [{ PORT: '-1' }, /^PORT /],
    [{ BASE_URL: 'example.org' }, /^BASE_URL .*https:\/\/example\.org/],
    [{ BASE_URL: 'https://example.org/site' }, /^BASE_URL .*without a path/],
    [{ BASE_URL: 'https://user@example.org' }, /^BASE_URL /],
    [{ BASE_URL: 'javascript:alert(1)' }, /^BASE_URL /],
    [{ BASE_URL: 'http://example.org' }, /^BASE_URL .*INSECURE_HTTP=1/],
    [{ BASE_URL: 'http://127.0.0.1.evil.example' }, /INSECURE_HTTP=1/],
    [{ HOST: '0.0.0.0' }, /^BASE_URL .*INSECURE_HTTP=1/],
    [{ SITE_LANGUAGES: 'ua,en' }, /^SITE_LANGUAGES .*'uk'.*country/],
    [{ SITE_LANGUAGES: 'uk,EN' }, /^SITE_LANGUAGES .*'EN'/],
    [{ SITE_LANGUAGES: 'uk,../..' }, /^SITE_LANGUAGES /],
    [{ SITE_LANGUAGES: 'uk,' }, /^SITE_LANGUAGES /],
    [{ SITE_LANGUAGES: 'uk,uk' }, /^SITE_LANGUAGES .*once/],
    [{ INSECURE_HTTP: 'yes' }, /^INSECURE_HTTP must be 1 or 0/],
    [{ TIME_ZONE: 'Lutsk' }, /^TIME_ZONE .*Europe\/Kyiv/],
    [{ SHELF_BYTES: '1e9' }, /^SHELF_BYTES /],
    [{ TRUSTED_PROXIES: 'true' }, /^TRUSTED_PROXIES .*'true'/],
    [{ TRUSTED_PROXIES: '0.0.0.0/0' }, /^TRUSTED_PROXIES /],
    [{ TRUSTED_PROXIES: '10.0.0.0/33' }, /^TRUSTED_PROXIES /],
    [{ SMTP_URL: 'http://name:secret@example.org' }, /^SMTP_URL (?!.*secret).*smtps:\/\//],
    [{ SMTP_URL: 'smtp://' }, /^SMTP_URL /],
    [{ SMTP_URL: 'mail.example.org' }, /^SMTP_URL /],
    [{ MAIL_FROM: 'Desk' }, /^MAIL_FROM .*'Desk'/],
    [{ MAIL_FROM: 'a@example.org, b@example.org' }, /^MAIL_FROM /],
    [{ MAIL_FROM: 'Desk\nBcc: x <a@example.org>' }, /^MAIL_FROM /],
  ]
  for (const [env, sentence] of wrong) {
    it(`refuse ${JSON.stringify(env)} with a sentence`, () => {
      assert.throws(() => readConfig(env), (error) => error instanceof ConfigError && sentence.test(error.message))
    })
  }

  it('get the port that the system chose', () => {
    assert.equal(withPort(readConfig({ PORT: '0' }), 40_001).baseUrl, 'http://127.0.0.1:40001')
    assert.equal(withPort(readConfig({ PORT: '0', BASE_URL: 'https://example.org' }), 40_001).baseUrl, 'https://example.org')
  })
})
