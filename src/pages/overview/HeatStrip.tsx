import { wallTime } from '#features/schedule/zoneTime.ts'
import { counted } from '#lib/format.ts'
import { formatDateTime, formatDay } from '#lib/instant.ts'
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

type Cell = { at: number; count: number }

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
    cells.set(wall.getUTCHours(), { at, count })
    days.set(day, cells)
  }
  return [...days].map(([day, cells]) => ({ day, cells }))
}

/** Counts by day and hour as a table whose cells are the darker, the higher they are. */
export function HeatStrip({ caption, ...props }: Props) {
  const max = Math.max(1, ...props.counts)
  return (
    <ScrollBox label={`${caption}, scrollable`}>
      <table className={classes['strip']}>
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
          {daysOf(props).map(({ day, cells }) => (
            <tr key={day}>
              <th scope="row">{formatDay(day, null)}</th>
              {hours.map((hour) => {
                const cell = cells.get(hour)
                const text = cell && `${formatDateTime(cell.at, props.zone)}: ${counted(cell.count, 'delivery', 'deliveries')}`
                return (
                  <td
                    key={hour}
                    title={text}
                    data-known={cell ? true : undefined}
                    style={customProperties({ '--heat': cell?.count ? 0.25 + (0.75 * cell.count) / max : 0 })}
                  >
                    <VisuallyHidden>{cell?.count}</VisuallyHidden>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}
