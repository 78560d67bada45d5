import { findGood } from './catalogue.js'

const place = 'basket'

/** Lines of the basket: `{ slug, quantity }`. */
export function readBasket() {
  return JSON.parse(localStorage.getItem(place) ?? '[]')
}

export function writeBasket(lines) {
  localStorage.setItem(place, JSON.stringify(lines))
  showCount()
}

export function addToBasket(slug, quantity) {
  const lines = readBasket()
  const known = lines.find((line) => line.slug === slug)
  if (known) known.quantity += quantity
  else lines.push({ slug, quantity })
  writeBasket(lines)
  console.info(`basket: ${quantity} × ${slug} added`)
  window.posthog.capture('added to basket', { slug, quantity })
}

export function totalOf(lines) {
  return lines.reduce((sum, line) => sum + line.quantity * (findGood(line.slug)?.price ?? 0), 0)
}

export function showCount() {
  const count = readBasket().reduce((sum, line) => sum + line.quantity, 0)
  for (const place of document.querySelectorAll('[data-basket-count]')) place.textContent = String(count)
}
