import { signIn } from './staff.js'
import { drawBoard, drawJob, drawList } from './workshopviews.js'

signIn()
const outlet = document.querySelector('[data-outlet]')
const filter = document.querySelector('input[name=filter]')
const feed = document.querySelector('[data-feed]')
const jobs = await (await fetch('/api/jobs')).json()
console.info(`workshop: ${jobs.length} jobs loaded`)

function draw() {
  const words = filter.value.trim().toLowerCase()
  const found = jobs.filter(({ what, who }) => `${what} ${who}`.toLowerCase().includes(words))
  const number = /\/jobs\/(\d+)$/.exec(location.pathname)?.[1]
  const actions = { go, move }
  if (number)
    drawJob(
      outlet,
      jobs.find((job) => String(job.number) === number),
      actions,
    )
  else if (location.pathname.endsWith('/list')) drawList(outlet, found, actions)
  else drawBoard(outlet, found, actions)
  for (const link of document.querySelectorAll('[data-view]')) {
    if (link.getAttribute('href') === location.pathname) link.setAttribute('aria-current', 'page')
    else link.removeAttribute('aria-current')
  }
}

function go(path) {
  history.pushState(null, '', path)
  draw()
}

function tell(words) {
  const item = document.createElement('li')
  item.textContent = words
  feed.prepend(item)
  if (feed.children.length > 12) feed.lastElementChild.remove()
}

function move(job, state) {
  job.state = state
  tell(`${job.number} ${job.what}: ${state}`)
  window.posthog.capture('job moved', { number: job.number, state })
  draw()
}

document.querySelector('nav[aria-label=Views]').addEventListener('click', (event) => {
  const link = event.target.closest('[data-view]')
  if (!link) return
  event.preventDefault()
  go(link.getAttribute('href'))
})
filter.addEventListener('input', draw)
window.addEventListener('popstate', draw)
draw()

// The counter in the shop: tickets are drawn all the time, so the page is never at rest.
let ticket = 0
setInterval(() => {
  ticket += 1
  document.querySelector('[data-ticket]').textContent = String(ticket)
  if (ticket % 3 === 0) tell(`Ticket ${ticket} at the counter`)
}, 400)
