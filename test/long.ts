/** How often or how long: the second figure under `npm run test:long`, the first in every run. */
export function byLength(short: number, long: number): number {
  return process.env['LONG'] === '1' ? long : short
}
