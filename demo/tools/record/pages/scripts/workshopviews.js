const states = ['Waiting', 'On the bench', 'Ready']

function make(name, attributes, ...children) {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (key === 'onclick') element.addEventListener('click', value)
    else element.setAttribute(key, value)
  }
  element.append(...children)
  return element
}

function nextOf(job) {
  return states[states.indexOf(job.state) + 1]
}

function tile(job, { go, move }) {
  const next = nextOf(job)
  return make(
    'li',
    { class: 'tile' },
    make(
      'a',
      { href: `/workshop/jobs/${job.number}`, onclick: (event) => (event.preventDefault(), go(`/workshop/jobs/${job.number}`)) },
      job.what,
    ),
    make('p', { class: 'muted' }, `${job.number} · ${job.who}`),
    ...(next
      ? [
          make(
            'button',
            { type: 'button', class: 'quiet', 'aria-label': `Move ${job.number} to ${next}`, onclick: () => move(job, next) },
            `→ ${next}`,
          ),
        ]
      : []),
  )
}

export function drawBoard(outlet, jobs, actions) {
  const columns = states.map((state) => {
    const own = jobs.filter((job) => job.state === state)
    return make(
      'section',
      { class: 'column' },
      make('h2', {}, `${state} (${own.length})`),
      make('ul', {}, ...own.map((job) => tile(job, actions))),
    )
  })
  outlet.replaceChildren(make('div', { class: 'board' }, ...columns))
}

export function drawList(outlet, jobs, { go }) {
  const rows = jobs.map((job) =>
    make(
      'tr',
      { onclick: () => go(`/workshop/jobs/${job.number}`) },
      ...[job.number, job.what, job.who, job.state].map((words) => make('td', {}, String(words))),
    ),
  )
  const head = make('tr', {}, ...['Number', 'What', 'For whom', 'State'].map((words) => make('th', {}, words)))
  outlet.replaceChildren(make('table', {}, make('thead', {}, head), make('tbody', {}, ...rows)))
}

export function drawJob(outlet, job, { go, move }) {
  const next = nextOf(job)
  outlet.replaceChildren(
    make(
      'div',
      { class: 'panel' },
      make('h2', {}, `${job.number} ${job.what}`),
      make('p', {}, `For ${job.who}. State: ${job.state}.`),
      make('label', { for: 'note' }, 'Note'),
      make('textarea', { id: 'note', rows: '3' }),
      make('p', {}),
      ...(next ? [make('button', { type: 'button', onclick: () => move(job, next) }, `Move to ${next}`), ' '] : []),
      make('button', { type: 'button', class: 'quiet', onclick: () => go('/workshop') }, 'Back to the board'),
    ),
  )
}
