import { type KeyboardEvent, useRef, useState } from 'react'
import { wallTime } from '#features/schedule/zoneTime.ts'
import { counted } from '#lib/format.ts'
import { formatDateTime, formatDay } from '#lib/instant.ts'
import { Text } from '#ui/layout.tsx'
import { ScrollBox } from '#ui/ScrollBox.tsx'
import { VisuallyHidden } from '#ui/VisuallyHidden.tsx'
import { customProperties } from '#ui/customProperties.ts'
import classes from './HeatStrip.module.css'

type Props = {
  caption: string
  /** The first hour, in milliseconds since 1970. */
  from: number
  /** One per hour. */
  counts: readonly number[]
  zone: string | null
}

type Cell = { index: number; count: number }

const hourMs = 3_600_000
const hours = Array.from({ length: 24 }, (_, hour) => hour)

/** A row per day of `zone`, with the cells of its hours. */
function daysOf({ from, counts, zone }: Omit<Props, 'caption'>): { day: string; cells: ReadonlyMap<number, Cell> }[] {
  const days = new Map<string, Map<number, Cell>>()
  for (const [index, count] of counts.entries()) {
    const at = from + index * hourMs
    const wall = new Date(wallTime(at, zone))
    const day = wall.toISOString().slice(0, 10)
    const cells = days.get(day) ?? new Map<number, Cell>()
    cells.set(wall.getUTCHours(), { index, count })
    days.set(day, cells)
  }
  return [...days].map(([day, cells]) => ({ day, cells }))
}

/** Where a key leads from a cell; null for other keys. A row up or down is a day, which has 23 to 25 hours. */
function cellAfter(key: string, index: number, rows: readonly { cells: ReadonlyMap<number, Cell> }[]): number | null {
  const row = rows.findIndex(({ cells }) => [...cells.values()].some((cell) => cell.index === index))
  const ownCells = [...(rows[row]?.cells ?? [])]
  const hour = ownCells.find(([, cell]) => cell.index === index)?.[0] ?? 0
  const places: Partial<Record<string, number | undefined>> = {
    ArrowRight: index + 1,
    ArrowLeft: index - 1,
    ArrowDown: rows[row + 1]?.cells.get(hour)?.index,
    ArrowUp: rows[row - 1]?.cells.get(hour)?.index,
    Home: ownCells.at(0)?.[1].index,
    End: ownCells.at(-1)?.[1].index,
  }
  return key in places ? (places[key] ?? index) : null
}

/** Counts by day and hour as a table whose cells are the darker, the higher they are. Arrow keys move from cell to cell. */
export function HeatStrip({ caption, ...props }: Props) {
  const table = useRef<HTMLTableElement>(null)
  const [focused, setFocused] = useState(0)
  const [shown, setShown] = useState<number | null>(null)
  const { from, counts, zone } = props
  const max = Math.max(1, ...counts)
  const rows = daysOf(props)
  const textOf = (index: number) =>
    `${formatDateTime(from + index * hourMs, zone)}: ${counted(counts[index] ?? 0, 'delivery', 'deliveries')}`

  function press(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const next = cellAfter(event.key, focused, rows)
    if (next === null) return
    event.preventDefault()
    event.stopPropagation()
    table.current?.querySelector<HTMLElement>(`[data-index="${Math.max(0, Math.min(counts.length - 1, next))}"]`)?.focus()
  }

  return (
    <>
      <ScrollBox label={`${caption}, scrollable`}>
        <table
          ref={table}
          className={classes['strip']}
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- its cells take the focus (WAI-ARIA)
          role="grid"
          onKeyDown={press}
          onPointerOver={({ target }) => setShown(indexOf(target))}
          onPointerLeave={() => setShown(null)}
          onFocus={({ target }) => {
            const index = indexOf(target)
            setShown(index)
            if (index !== null) setFocused(index)
          }}
          onBlur={() => setShown(null)}
        >
          <caption>
            <VisuallyHidden>{caption}</VisuallyHidden>
          </caption>
          <thead>
            <tr>
              <th scope="col">
                <VisuallyHidden>Day</VisuallyHidden>
              </th>
              {hours.map((hour) => (
                <th key={hour} scope="col">
                  <span aria-hidden>{hour % 3 === 0 ? hour : ''}</span>
                  <VisuallyHidden>{hour}:00</VisuallyHidden>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ day, cells }) => (
              <tr key={day}>
                <th scope="row">{formatDay(day, null)}</th>
                {hours.map((hour) => {
                  const cell = cells.get(hour)
                  if (!cell) return <td key={hour} aria-label="Not in this range" />
                  return (
                    <td
                      key={hour}
                      aria-label={textOf(cell.index)}
                      data-index={cell.index}
                      tabIndex={cell.index === focused ? 0 : -1}
                      style={customProperties({ '--heat': cell.count ? 0.25 + (0.75 * cell.count) / max : 0 })}
                    />
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <Text size="xs" tone="dimmed" numeric className={classes['readout']} aria-hidden>
        {shown !== null && textOf(shown)}
      </Text>
    </>
  )
}

function indexOf(target: EventTarget): number | null {
  const index = target instanceof HTMLElement ? target.dataset['index'] : undefined
  return index === undefined ? null : Number(index)
}
