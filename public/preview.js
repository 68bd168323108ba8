import { fetchPage } from './page.js'

/**
 * The preview follows its drafts: whenever one is saved in another window it is fetched anew, and whoever reads stays at the same place.
 */
const bar = document.querySelector('.preview-bar')
const saved = new BroadcastChannel('drafts')
let busy = false
let again = false

saved.addEventListener('message', ({ data }) => { if (data === bar.dataset.follows) void refresh() })

/** One after another: what is saved while a page is on its way is asked for once more. */
async function refresh() {
  again = busy
  if (busy) return
  busy = true
  const page = await ask()
  busy = false
  if (page) show(page)
  if (again) await refresh()
}

/** The page as the site would show it now; without the network it stays as it was. The browser reads it itself, and runs nothing of it. */
function ask() {
  return fetchPage(location.pathname + location.search).catch(() => null)
}

function show(page) {
  const before = document.querySelector('.article')
  const after = page.querySelector('.article')
  if (!before || !after) return
  const place = [...before.querySelectorAll('[id^="p-"]')].find((passage) => passage.getBoundingClientRect().bottom > bar.offsetHeight)
  const top = place?.getBoundingClientRect().top
  const focused = before.contains(document.activeElement) ? document.activeElement.getAttribute('href') : null
  before.replaceWith(after)
  document.title = page.title
  if (focused) [...after.querySelectorAll('a')].find((link) => link.getAttribute('href') === focused)?.focus({ preventScroll: true })
  const same = place && document.getElementById(place.id)
  if (same) window.scrollBy({ top: same.getBoundingClientRect().top - top, behavior: 'instant' })
}
