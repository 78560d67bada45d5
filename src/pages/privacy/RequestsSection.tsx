import { useEffect, useState } from 'react'
import type { RequestCount } from '#api/requestWorker/requestCounts.ts'
import { watchRequests } from '#api/http/watchRequests.ts'
import { byteText } from '#lib/byteText.ts'
import { formatNumber } from '#lib/format.ts'
import { CopyButton } from '#ui/CopyButton.tsx'
import { Row, Text } from '#ui/layout.tsx'
import { PlainTable } from '#ui/PlainTable.tsx'
import { Section } from '#ui/Section.tsx'
import classes from './PrivacyPage.module.css'
import { sumCounts, watchPage } from './requestsOfPage.ts'

const columns = ['Origin', 'Requests', 'With key', 'Received'].map((header) => ({ header }))

function useRequestCounts(): RequestCount[] {
  const [ofPage, setOfPage] = useState<RequestCount[]>([])
  const [ofWorker, setOfWorker] = useState<RequestCount[]>([])
  useEffect(() => watchPage(setOfPage), [])
  useEffect(() => watchRequests(setOfWorker), [])
  return sumCounts([...ofPage, ...ofWorker], location.origin)
}

function totalOf(counts: readonly RequestCount[]): RequestCount {
  return (
    sumCounts(
      counts.map((one) => ({ ...one, origin: 'Total' })),
      '',
    )[0] ?? { origin: 'Total', requests: 0, withKey: 0, bytes: 0 }
  )
}

function Cells({ count }: { count: RequestCount }) {
  return (
    <>
      <td>{formatNumber(count.requests)}</td>
      <td>{formatNumber(count.withKey)}</td>
      <td>{byteText(count.bytes)}</td>
    </>
  )
}

function tableText(counts: readonly RequestCount[]): string {
  const lines = counts.map(({ origin, requests, withKey, bytes }) => [origin, requests, withKey, bytes].join('\t'))
  return ['Origin\tRequests\tWith key\tBytes', ...lines].join('\n')
}

export function RequestsSection() {
  const counts = useRequestCounts()
  const total = totalOf(counts)
  return (
    <Section title="Requests since this page was opened">
      <PlainTable caption="Requests by origin" columns={columns} className={classes['table']}>
        <tbody>
          {counts.map((count) => (
            <tr key={count.origin}>
              <th scope="row">
                {count.origin}
                <Text as="span" size="xs" tone="dimmed" block>
                  {count.origin === location.origin ? 'This page’s own files' : 'PostHog host'}
                </Text>
              </th>
              <Cells count={count} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Total</th>
            <Cells count={total} />
          </tr>
        </tfoot>
      </PlainTable>
      <Row wrap>
        <CopyButton label="Copy" text={() => tableText([...counts, total])} />
      </Row>
      <Text size="xs" tone="dimmed">
        Counts this tab, live. Sizes are after decompression. The browser’s own permission requests (OPTIONS) and this page’s
        worker files aren’t included; neither carries your key.
      </Text>
    </Section>
  )
}
