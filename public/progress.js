import { fetchPage } from './page.js'

/** What the bar and the end of the page say of the whole article, told anew when a paragraph became a draft, or can be sent or no more. */
const QUIET = 1000
const PARTS = ['.way .progress', '.way > strong', '.way .rest', '.way .onward', '#send-held']

const told = new WeakMap()
let timer = 0

export function tellProgress(area, { draft, sendable }) {
  const now = `${draft} ${sendable}`
  if (told.get(area) === now || area.form.classList.contains('alone')) return
  told.set(area, now)
  clearTimeout(timer)
  timer = setTimeout(() => void refresh(area.form).catch(() => {}), QUIET)
}

/** A page of few paragraphs tells of the whole article as one of all does. */
async function refresh(form) {
  const page = await fetchPage(`${form.dataset.address}?show=returned`)
  for (const part of PARTS) {
    const [here, there] = [form, page].map((one) => one.querySelector(part))
    if (here && there && !here.contains(document.activeElement)) here.replaceWith(document.importNode(there, true))
  }
  const [all, now] = [form, page].map((one) => one.querySelector('.way button[value="all"]'))
  if (all && now) all.hidden = now.hidden
  for (const link of form.querySelectorAll('.onward a')) if (document.getElementById(link.hash.slice(1))) link.setAttribute('href', link.hash)
}
