import type { Command } from 'commander'
import { now } from '../db/id.ts'
import type { Db } from '../db/schema.ts'
import type { Config } from '../config.ts'
import { momentIn } from '../editions/moments.ts'
import type { Voice } from '../i18n/voice.ts'
import { siteTimeZone } from '../people/settings.ts'
import { forgetWeather, takeMeasurement } from '../weather/actions.ts'
import { isAhead, readDegrees } from '../weather/model.ts'
import { print, Refusal, runCommand, withDb } from './terminal.ts'

export function addWeatherCommands(program: Command, voice: Voice): void {
  const { t } = voice
  const weather = program.command('weather').description(t('cli:weather.about'))
  weather.command('set').description(t('cli:weather.set')).argument('<celsius>', t('cli:option.celsius')).option('--at <time>', t('cli:option.measuredAt'))
    .action((celsius: string, options: { at?: string }) => runCommand(voice, () => set(voice, celsius, options.at)))
  weather.command('clear').description(t('cli:weather.clear')).action(() => runCommand(voice, () => clear(voice)))
}

/** For a job that asks a thermometer: it may come late, and may say the same again. */
async function set(voice: Voice, typed: string, at: string | undefined): Promise<void> {
  const celsius = readDegrees(typed)
  if (celsius === undefined) throw new Refusal(voice.t('cli:weather.badDegrees', { typed }))
  await withDb(async (db, config) => {
    const measuredAt = at === undefined ? now() : await readTime(voice, db, config, at)
    const taken = await takeMeasurement(db, { celsius, measuredAt, source: 'command' })
    print(voice.t(taken === 'older' ? 'cli:weather.older' : 'cli:weather.taken', { temperature: voice.format.temperature(celsius) }))
  })
}

async function readTime(voice: Voice, db: Db, config: Config, typed: string): Promise<string> {
  const [, date = '', time = ''] = /^(\S+?)[ T](\S+)$/.exec(typed.trim()) ?? []
  const moment = momentIn(await siteTimeZone(db, config), date, time)
  if (!moment || isAhead(moment.at, Date.now())) throw new Refusal(voice.t('cli:weather.badTime', { typed }))
  return moment.at
}

async function clear(voice: Voice): Promise<void> {
  await withDb((db) => forgetWeather(db))
  print(voice.t('cli:weather.cleared'))
}
