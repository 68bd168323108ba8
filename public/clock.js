/** Times of this browser's own are told as all times of the site are: by the site's clock, in twenty-four hours. */
export function tellTime(at = Date.now(), day = {}) {
  const { lang, dataset } = document.documentElement
  const parts = { ...day, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }
  return new Intl.DateTimeFormat(lang, { ...parts, timeZone: dataset.timeZone }).format(at)
}
