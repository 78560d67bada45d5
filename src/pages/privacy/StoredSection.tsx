import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { callVault } from '#api/requestWorker/callVault.ts'
import { byteText } from '#lib/byteText.ts'
import { counted, formatNumber } from '#lib/format.ts'
import { redactKeyIn } from '#lib/redactKey.ts'
import { connectionsNow } from '#storage/connections.ts'
import { eraseAllStored, eraseStored, exportStored, measureStored, type StoredGroup } from '#storage/storedGroups.ts'
import { Button } from '#ui/Button.tsx'
import { ConfirmButton } from '#ui/ConfirmButton.tsx'
import { EmptyValue } from '#ui/EmptyValue.tsx'
import { download } from '#ui/download.ts'
import { Row, Text } from '#ui/layout.tsx'
import { PlainTable } from '#ui/PlainTable.tsx'
import { RelativeTime } from '#ui/RelativeTime.tsx'
import { Section } from '#ui/Section.tsx'
import { useNow } from '#ui/useNow.ts'
import classes from './PrivacyPage.module.css'

const columns = [
  { header: 'Data' },
  { header: 'Records', width: '88px' },
  { header: 'Size', width: '88px' },
  { header: 'Oldest', width: '112px' },
  { header: 'Actions', width: '264px', isHidden: true },
]

const queryKey = ['stored in this browser']

/** Removes every known key from what a file will hold, wherever it stands. */
function cleaned(record: unknown): unknown {
  return connectionsNow().reduce<unknown>((value, { key }) => redactKeyIn(value, key), record)
}

async function save(only: string | null): Promise<void> {
  const name = (only ?? 'everything').toLowerCase().replaceAll(' ', '-')
  download(`replay-desk-${name}.json`, 'application/json', await exportStored(only, cleaned))
}

async function eraseAll(): Promise<void> {
  await callVault({ call: 'lock' })
  await eraseAllStored()
  location.replace('/')
}

function StoredRow({
  group,
  now,
  onErase,
  onExport,
}: {
  group: StoredGroup
  now: number
  onErase: () => void
  onExport: () => void
}) {
  const { name, places, warning, records, bytes, oldest } = group
  return (
    <tr>
      <td data-wide>
        {name}
        <Text as="span" size="xs" tone="dimmed" block>
          {places.join(', ')}
          {warning !== null && `. ${warning}`}
        </Text>
      </td>
      <td>
        {formatNumber(records)}
        <span className={classes['unit']}> {records === 1 ? 'record' : 'records'}</span>
      </td>
      <td>{byteText(bytes)}</td>
      <td>{oldest ? <RelativeTime at={oldest} zone={null} now={now} /> : <EmptyValue meaning="No date" />}</td>
      <td data-wide>
        <Row gap={8} justify="flex-end">
          <Button variant="subtle" color="gray" aria-label={`Export ${name}`} onClick={onExport}>
            Export
          </Button>
          <ConfirmButton variant="subtle" confirmLabel={`Erase ${counted(records, 'record')}`} onConfirm={onErase}>
            Erase
          </ConfirmButton>
        </Row>
      </td>
    </tr>
  )
}

function useEstimate(): string {
  const { data } = useQuery({
    queryKey: [...queryKey, 'estimate'],
    queryFn: async () => (await navigator.storage?.estimate?.())?.usage ?? null,
  })
  return typeof data === 'number' ? ` The browser counts ${byteText(data)} for this site, its cache of files included.` : ''
}

export function StoredSection() {
  const queryClient = useQueryClient()
  const now = useNow(30_000)
  const { data: groups, isPending } = useQuery({ queryKey, queryFn: measureStored, staleTime: 0, gcTime: 0 })
  const estimate = useEstimate()
  const [isBlocked, setBlocked] = useState(false)
  const attempt = (work: Promise<void>) => void work.then(() => setBlocked(false)).catch(() => setBlocked(true))

  async function erase(name: string) {
    await eraseStored(name)
    queryClient.removeQueries({ type: 'inactive' })
    await queryClient.invalidateQueries({ queryKey })
  }

  return (
    <Section title="What is stored here">
      {groups && groups.length > 0 && (
        <PlainTable caption="Data stored in this browser" columns={columns} stacks className={classes['table']}>
          <tbody>
            {groups.map((group) => (
              <StoredRow
                key={group.name}
                group={group}
                now={now}
                onErase={() => attempt(erase(group.name))}
                onExport={() => attempt(save(group.name))}
              />
            ))}
          </tbody>
        </PlainTable>
      )}
      <Text size="sm" tone="dimmed" role="status">
        {isPending ? 'Measuring…' : groups?.length === 0 ? 'Nothing is stored in this browser.' : ''}
      </Text>
      {isBlocked && (
        <Text size="sm" tone="danger" role="alert">
          This browser blocks its storage, so nothing was changed. Allow storage for this site, then try again.
        </Text>
      )}
      {groups && groups.length > 0 && (
        <Row wrap>
          <Button variant="default" onClick={() => attempt(save(null))}>
            Export everything
          </Button>
          <ConfirmButton
            variant="outline"
            confirmLabel="Erase everything, receipts and notes too"
            onConfirm={() => attempt(eraseAll())}
          >
            Erase everything
          </ConfirmButton>
        </Row>
      )}
      <Text size="xs" tone="dimmed">
        Sizes are estimates.{estimate} Exports never hold keys, and list cached recordings without their contents. Erasing
        everything leaves this browser as on the first day: connections, receipts, notes and the activity log can’t be restored.
      </Text>
    </Section>
  )
}
