import { expect, test } from 'vitest'
import { item } from '../screen/fakeLoad.fixture.ts'
import { type ReportFacts, reportFileName, reportOf } from './report.ts'

const items = [
  item({ at: 0, kind: 'navigation', text: 'Opened shop', details: [['URL', 'https://shop.example/cart']] }),
  ...[1000, 2000, 3000, 4000, 5000].map((at) => item({ at, text: `Clicked ${at}` })),
  item({ at: 60_000, kind: 'note', text: 'My other note' }),
  item({ at: 76_314, kind: 'console', level: 'error', text: 'TypeError', details: [['Stack', 'at pay (pay.js:1)']] }),
  item({ at: 86_000, text: 'Clicked after' }),
  item({ at: 90_000, text: 'Clicked too late' }),
]

const facts: ReportFacts = {
  recordingId: 'r 1',
  personName: 'Piet Okonkwo',
  at: 76_314,
  startedAt: Date.UTC(2026, 10, 29, 14, 0, 0),
  link: 'https://desk.example/project/1/recordings/r%201?t=76.314',
  postHogLink: 'https://us.posthog.com/project/1/replay/r%201?t=76',
  note: 'Paying fails.',
  items,
  switches: [],
  duration: 95_000,
}

test('tells the note, the links, the time, the page and what happened around it', () => {
  expect(reportOf(facts)).toBe(`Paying fails.

Recording at 1:16.3, 2026-11-29 14:01:16 UTC
Watch in Replay Desk: https://desk.example/project/1/recordings/r%201?t=76.314
Watch in PostHog: https://us.posthog.com/project/1/replay/r%201?t=76

\`\`\`text
Page: https://shop.example/cart
Person: Piet Okonkwo
Recording: r 1

Visited /cart.
7 clicks.
1 error (TypeError). Ended on /cart after 1:35.

0:02  Clicked 2000
0:03  Clicked 3000
0:04  Clicked 4000
0:05  Clicked 5000
1:16  Console error: TypeError
1:26  Clicked after

Error at 1:16.3
Stack: at pay (pay.js:1)
\`\`\`
`)
})

test('a time after the last event is told by the last five lines, not by all', () => {
  const report = reportOf({ ...facts, at: 130_000 })
  expect(report).toContain('Clicked too late')
  expect(report.match(/^\d+:\d\d {2}/gm)).toHaveLength(5)
})

test('nothing recorded can leave its code block', () => {
  const hostile = item({ at: 76_000, text: '```\n![x](https://evil.example/x.png) ````' })
  const report = reportOf({ ...facts, items: [hostile] })
  const [, fence = ''] = /\n(`+)text\n/.exec(report) ?? []
  expect(fence).toBe('`````')
  expect(report.split(fence)).toHaveLength(3)
  expect(report.split(fence)[1]).toContain('evil.example')
})

test('its file says when and what', () => {
  expect(reportFileName('r 1/2', 76_314)).toBe('report-1-16-r_1_2.md')
})
