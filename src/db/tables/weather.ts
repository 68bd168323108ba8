import type { Timestamp } from '../columns.ts'

export interface WeatherTables {
  /** One row at most: the temperature that was told last, by somebody at the desk, by a command, or by a service that the site asks. */
  weather: { id: number; celsius: number; measured_at: Timestamp; source: 'person' | 'command' | 'service'; changed_at: Timestamp }
}
