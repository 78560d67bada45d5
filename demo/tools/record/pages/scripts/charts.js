const space = 'http://www.w3.org/2000/svg'

function draw(name, attributes, words = '') {
  const element = document.createElementNS(space, name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value))
  element.textContent = words
  return element
}

/** A line with an area below it; gives the points in the units of the view box. */
export function drawLine(svg, values) {
  const highest = Math.max(...values) * 1.1
  const points = values.map((value, index) => [40 + (index * 900) / (values.length - 1), 230 - (value / highest) * 210])
  const path = points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join(' L')
  const rules = [0, 0.25, 0.5, 0.75, 1].map((share) =>
    draw('line', { x1: 40, x2: 940, y1: 230 - share * 210, y2: 230 - share * 210, stroke: '#e0dccf' }),
  )
  svg.replaceChildren(
    ...rules,
    draw('path', { d: `M40 230 L${path} L940 230z`, fill: '#6f9a7c', 'fill-opacity': 0.25 }),
    draw('path', { d: `M${path}`, fill: 'none', stroke: '#2f5d46', 'stroke-width': 2.5 }),
    draw('circle', { r: 5, fill: '#b4552d', cx: -10, cy: -10, 'data-dot': '' }),
    draw('text', { x: 0, y: 24, 'font-size': 12, fill: '#776f62' }, `£${Math.round(highest)}`),
  )
  return points
}

/** Bars that grow to their length. */
export function drawBars(svg, bars) {
  const highest = Math.max(...bars.map(({ value }) => value))
  svg.replaceChildren(
    ...bars.flatMap(({ name, value }, index) => [
      draw('text', { x: 0, y: 40 + index * 60, 'font-size': 14, fill: '#3a332b' }, name),
      draw('rect', {
        x: 70,
        y: 22 + index * 60,
        width: 0,
        height: 28,
        rx: 6,
        fill: '#6f9a7c',
        'data-width': (value / highest) * 290,
      }),
      draw('text', { x: 370, y: 40 + index * 60, 'font-size': 14, fill: '#776f62' }, `£${value}`),
    ]),
  )
  let share = 0
  function grow() {
    share = Math.min(1, share + 0.1)
    for (const bar of svg.querySelectorAll('rect')) bar.setAttribute('width', (Number(bar.dataset.width) * share).toFixed(1))
    if (share < 1) requestAnimationFrame(grow)
  }
  grow()
}
