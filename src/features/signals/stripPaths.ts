import { clockDuration } from '#lib/duration.ts'
import { counted } from '#lib/format.ts'
import type { Mark, MarkKind, SessionSignals } from '#storage/sessionSignals.ts'

/** In pixels. Marks are above the bars. */
export const strip = { width: 120, height: 24, top: 11 }

const nouns: Record<MarkKind, readonly [one: string, many: string]> = {
  exception: ['exception', 'exceptions'],
  'rage click': ['rage click', 'rage clicks'],
  'dead click': ['dead click', 'dead clicks'],
  page: ['page', 'pages'],
}

export function countText(kind: MarkKind, count: number): string {
  return counted(count, ...nouns[kind])
}

/** The bars as one SVG path: the square root keeps busy moments from hiding quiet ones. */
export function barsPath(activity: readonly number[]): string {
  const most = Math.max(1, ...activity)
  const step = strip.width / Math.max(1, activity.length)
  return activity
    .map((count, index) => {
      if (count === 0) return ''
      const height = Math.max(2, Math.round(Math.sqrt(count / most) * (strip.height - strip.top)))
      return `M${index * step} ${strip.height}v-${height}h${step - 0.5}v${height}z`
    })
    .join('')
}

const shapes: Record<MarkKind, (x: number) => string> = {
  exception: (x) => `M${x} 0l4.5 4.5l-4.5 4.5l-4.5 -4.5z`, // a diamond
  'rage click': (x) => `M${x} 0l4.5 9h-9z`, // a triangle
  'dead click': (x) => `M${x - 3} 1.5h6v6h-6z`, // an empty square
  page: (x) => `M${x} 0v${strip.height}`, // a line
}

/** Half of a shape's width, and how close two of them may stand. */
const half = 4.5
const least = 7

function xOf(at: number, seconds: number): number {
  return Math.round(Math.min(1, at / Math.max(1, seconds)) * strip.width * 2) / 2
}

/** The place for a shape that covers no other: to the right, or at the end of the strip to the left. */
function freePlace(x: number, placed: readonly { x: number }[]): number {
  const isFree = (place: number) => placed.every((one) => Math.abs(one.x - place) >= least)
  const start = Math.max(half, Math.min(strip.width - half, x))
  for (let right = start; right <= strip.width - half; right += 0.5) if (isFree(right)) return right
  for (let left = start; left >= half; left -= 0.5) if (isFree(left)) return left
  return start
}

/** The marks as one SVG path for each kind. Shapes that would cover others move aside, and what repeats there is shown once. */
export function marksPaths(marks: readonly Mark[], seconds: number): Record<MarkKind, string> {
  const paths: Record<MarkKind, string> = { exception: '', 'rage click': '', 'dead click': '', page: '' }
  const placed: { kind: MarkKind; x: number }[] = []
  for (const { kind, at } of marks) {
    const x = xOf(at, seconds)
    if (kind === 'page') {
      paths.page += shapes.page(Math.min(x, strip.width - 0.5))
      continue
    }
    const isShown = placed.some((one) => one.kind === kind && Math.abs(one.x - x) < least)
    if (isShown) continue
    const free = freePlace(x, placed)
    placed.push({ kind, x: free })
    paths[kind] += shapes[kind](free)
  }
  return paths
}

/** "0:35 Rage click: Place order" */
export function markText({ kind, at, count, label }: Mark): string {
  const [one] = nouns[kind]
  const name = count > 1 ? countText(kind, count) : one.charAt(0).toUpperCase() + one.slice(1)
  return `${clockDuration(Math.floor(at))} ${name}${label === '' ? '' : `: ${label}`}`
}

const maxLines = 8

/** What a tooltip and a screen reader say of a whole recording: the counts, then what matters most with its times. */
export function summaryLines({ marks }: Pick<SessionSignals, 'marks'>): string[] {
  const total = (kind: MarkKind) => marks.reduce((sum, mark) => (mark.kind === kind ? sum + mark.count : sum), 0)
  const counts = (['exception', 'rage click', 'dead click', 'page'] as const).flatMap((kind) => {
    const count = total(kind)
    return count === 0 ? [] : [countText(kind, count)]
  })
  const problems = marks.filter(({ kind }) => kind !== 'page')
  const listed = problems.slice(0, maxLines).map(markText)
  const more = problems.length > maxLines ? [`${problems.length - maxLines} more`] : []
  return [counts.length === 0 ? 'No events' : counts.join(', '), ...listed, ...more]
}

/** What happened around a time: the marks of the sixtieth of the recording around it. */
export function linesAt({ marks, activity }: Pick<SessionSignals, 'marks' | 'activity'>, seconds: number, at: number): string[] {
  const span = seconds / Math.max(1, activity.length)
  const near = marks.filter((mark) => Math.abs(mark.at - at) <= span * 1.5)
  const events = activity[Math.min(activity.length - 1, Math.floor(at / Math.max(span, 0.001)))] ?? 0
  const own = near.slice(0, maxLines).map(markText)
  return [`${clockDuration(Math.floor(at))} · ${events === 0 ? 'no events' : counted(events, 'event')}`, ...own]
}

/** Where to start watching: three seconds before the first problem, in seconds; 0 if there is none. */
export function firstProblem(marks: readonly Mark[]): number {
  const first = marks.find(({ kind }) => kind === 'rage click' || kind === 'exception')
  return first === undefined ? 0 : Math.max(0, Math.floor(first.at - leadSeconds))
}

export const leadSeconds = 3
