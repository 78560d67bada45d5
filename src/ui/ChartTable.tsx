import { formatNumber } from '#lib/format.ts'
import { type ChartData, pointCount, valueText } from './chartData.ts'
import classes from './Chart.module.css'
import { PlainTable } from './PlainTable.tsx'
import { ScrollBox } from './ScrollBox.tsx'
import { Text } from './layout.tsx'

/** More would block the page. */
const maxRows = 500

/** The data of a chart, as high as the chart at least. */
export function ChartTable({ label, data, height }: { label: string; data: ChartData; height: number }) {
  const count = pointCount(data)
  return (
    <ScrollBox label={`${label}, scrollable`} style={{ height: height + 60 }}>
      <PlainTable
        className={classes['values']}
        caption={label}
        columns={[{ header: '' }, ...data.series.map(({ name }) => ({ header: name }))]}
      >
        <tbody>
          {Array.from({ length: Math.min(count, maxRows) }, (_, index) => (
            <tr key={index}>
              <th scope="row">{data.labelAt(index)}</th>
              {data.series.map((one) => (
                <td key={one.name}>{valueText(one, index)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </PlainTable>
      {count > maxRows && (
        <Text size="xs" tone="dimmed">
          and {formatNumber(count - maxRows)} more
        </Text>
      )}
    </ScrollBox>
  )
}
