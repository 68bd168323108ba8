import type { Language } from '../db/columns.ts'
import { typeset } from '../text/typeset.ts'
import type { Problems } from '../web/form.ts'
import type { SiteNames } from './pages.ts'
import type { SiteSettings } from './settings.ts'
import { fieldsOf, settingsIn, SIGNS, type Typed } from './settings-form.ts'

export const SETTINGS_DONE = ['saved', 'same'] as const

/** What the site is called, where it is, how it looks to readers, and who may approve their own words. */
export interface SettingsPage extends SiteNames {
  done: (typeof SETTINGS_DONE)[number] | undefined
  /** Names the settings that the page shows as they are now. */
  shown: string
  /** What somebody else changed while this form was being filled in: the field and what it holds now. */
  moved: readonly { field: string; now: string }[]
  signs: typeof SIGNS
  /** A text in the language, as readers would see its signs. */
  examples: ReadonlyMap<Language, string>
  /** The zone of the environment, which holds where none is chosen here. */
  zone: string
  zones: readonly string[]
  /** The time by the zone that holds now. */
  now: string
}

/** `_settings-moved` */
export interface SettingsMoved extends Pick<SettingsPage, 'moved'> {
  labels: Readonly<Record<string, string>>
}

/** `_settings-signs`: the choices of one language, called so in the language of the interface. */
export interface SettingsSigns {
  tag: Language
  language: string
  page: Pick<SettingsPage, 'typed' | 'examples' | 'signs'>
}

interface Around {
  shown: string
  zone: string
  example: (language: Language) => string | undefined
  now: string
}

const ZONES = Intl.supportedValuesOf('timeZone')

/** The settings as they are; with what was typed, the form as it was sent. */
export function settingsPage(
  settings: SiteSettings, { shown, zone, example, now }: Around,
  sent: { typed?: Typed; problems?: Problems; moved?: boolean; done?: SettingsPage['done'] } = {},
): SettingsPage {
  const current = fieldsOf(settings)
  const typed = sent.typed ?? current
  const { typography } = settingsIn(typed, Object.keys(settings.name))
  return {
    typed, problems: sent.problems ?? {}, done: sent.done, shown, zone, zones: ZONES, now, signs: SIGNS,
    moved: sent.moved ? Object.entries(current).flatMap(([field, value]) => (typed[field] === value ? [] : [{ field, now: value }])) : [],
    examples: new Map(Object.entries(typography).flatMap(([language, choices]) => {
      const text = example(language)
      return text === undefined ? [] : [[language, typeset(asTyped(text), language, choices)]]
    })),
  }
}

/** With the signs of a keyboard, as most people would type it. */
function asTyped(text: string): string {
  return text.replace(/[ʼ’]/g, '\'').replace(/[«»“”]/g, '"').replaceAll('—', '-')
}
