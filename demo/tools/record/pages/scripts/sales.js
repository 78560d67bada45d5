import { goods } from './catalogue.js'
import { drawBars, drawLine } from './charts.js'
import { signIn } from './staff.js'

signIn()
const line = document.querySelector('[data-line]')
const tip = document.querySelector('[data-tip]')
let sorting = 'sold'
let days = 30
let points = []
let takings = []

/** The same figures every time: a wave of weekends on a slow rise. */
function takingsOf(count) {
  return Array.from({ length: count }, (_, index) =>
    Math.round(420 + 3 * index + 160 * Math.sin(index * 0.9) + 70 * Math.sin(index * 2.3)),
  )
}

function drawFigures() {
  const sum = takings.reduce((total, value) => total + value, 0)
  const figures = {
    Takings: `£${sum}`,
    Orders: Math.round(sum / 31),
    'Best day': `£${Math.max(...takings)}`,
    'Per day': `£${Math.round(sum / days)}`,
  }
  document.querySelector('[data-figures]').innerHTML = Object.entries(figures)
    .map(([name, value]) => `<div class="panel"><p class="muted">${name}</p><p class="figure">${value}</p></div>`)
    .join('')
}

function drawBest() {
  const rows = goods.map(({ name, price }, index) => ({ name, sold: ((price * (index + 3)) % 47) + days }))
  const sorted = rows.toSorted((a, b) => (sorting === 'name' ? a.name.localeCompare(b.name) : b.sold - a.sold))
  document.querySelector('[data-best]').innerHTML = sorted
    .map(({ name, sold }) => `<tr><td>${name}</td><td class="number">${sold}</td></tr>`)
    .join('')
}

function draw() {
  takings = takingsOf(days)
  points = drawLine(line, takings)
  drawFigures()
  drawBest()
  drawBars(document.querySelector('[data-bars]'), [
    { name: 'Tools', value: days * 212 },
    { name: 'Seeds', value: days * 148 },
    { name: 'Pots', value: days * 91 },
  ])
}

line.addEventListener('pointermove', (event) => {
  const box = line.getBoundingClientRect()
  const x = ((event.clientX - box.left) / box.width) * 960
  const index = points.reduce((best, [at], each) => (Math.abs(at - x) < Math.abs(points[best][0] - x) ? each : best), 0)
  const dot = line.querySelector('[data-dot]')
  dot.setAttribute('cx', points[index][0].toFixed(1))
  dot.setAttribute('cy', points[index][1].toFixed(1))
  tip.hidden = false
  tip.textContent = `Day ${index + 1}: £${takings[index]}`
  tip.style.left = `${((points[index][0] / 960) * 100).toFixed(1)}%`
})
line.addEventListener('pointerleave', () => {
  tip.hidden = true
})
for (const button of document.querySelectorAll('[data-days]')) {
  button.addEventListener('click', () => {
    days = Number(button.dataset.days)
    for (const other of document.querySelectorAll('[data-days]')) other.setAttribute('aria-pressed', String(other === button))
    window.posthog.capture('range chosen', { days })
    draw()
  })
}
for (const button of document.querySelectorAll('[data-sort]')) {
  button.addEventListener('click', () => {
    sorting = button.dataset.sort
    drawBest()
  })
}
draw()
