import { useMemo } from 'react'
import { useSettings } from '#storage/connections.ts'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Pager } from '#ui/Pager.tsx'
import { SegmentedControl } from '#ui/SegmentedControl.tsx'
import { TableSkeleton } from '#ui/TableSkeleton.tsx'
import type { TabProps } from '../analyzeSubscription.ts'
import type { SubscriptionsSearch } from '../subscriptionsSearch.ts'
import { DomainQuestion } from './DomainQuestion.tsx'
import { matchesFilter, sortRecipients } from './groupRecipients.ts'
import { RecipientsTable } from './RecipientsTable.tsx'
import { Text } from '#ui/layout.tsx'
import { Toolbar } from '#ui/bands.tsx'
import classes from './RecipientsTab.module.css'
import { useRecipientGroups } from './useRecipientGroups.ts'
import { counted, formatNumber } from '#lib/format.ts'

type Props = TabProps & { search: SubscriptionsSearch; onChange: (change: Partial<SubscriptionsSearch>) => void }

const sorts = [
  { value: 'receives', label: 'Most received' },
  { value: 'next', label: 'Next delivery' },
  { value: 'recipient', label: 'Name' },
] as const

/** `everyone` matches the search; `sorted` are those of them that the table shows. */
function useShownRecipients(groups: ReturnType<typeof useRecipientGroups>, search: SubscriptionsSearch) {
  const { by, recipient, text, who } = search
  const everyone = useMemo(
    () =>
      sortRecipients(
        (groups ?? []).filter((one) => matchesFilter(one, { recipient, text })),
        by,
      ),
    [groups, recipient, text, by],
  )
  const external = useMemo(() => everyone.filter((one) => one.isOutside), [everyone])
  return { everyone, external, sorted: who === 'external' ? external : everyone }
}

export function RecipientsTab({ connection, shown, all, now, scheduleRules, onOpen, search, onChange }: Props) {
  const { ownDomains } = useSettings()
  const { by, limit, offset, who } = search
  const groups = useRecipientGroups(shown, now, scheduleRules, ownDomains)
  const { everyone, external, sorted } = useShownRecipients(groups, search)
  if (groups === null) return <TableSkeleton label="Loading recipients" />
  if (everyone.length === 0) return <EmptyState title="No recipients">None of these subscriptions has a recipient.</EmptyState>
  const rows = sorted.slice(offset, offset + limit)
  const count = counted(everyone.length, 'recipient')
  return (
    <>
      <Toolbar justify="space-between">
        <Text size="sm" tone="dimmed" className={classes['sum']}>
          {ownDomains.length > 0 ? (
            `${count}, ${formatNumber(external.length)} external.`
          ) : (
            <>
              {`${count}. `}
              <DomainQuestion connection={connection} all={all} />
            </>
          )}
        </Text>
        {(external.length > 0 || who === 'external') && (
          <SegmentedControl
            label="Recipients shown"
            options={[
              { value: '', label: `All (${formatNumber(everyone.length)})` },
              { value: 'external', label: `External (${formatNumber(external.length)})` },
            ]}
            value={who}
            onChange={(next) => onChange({ who: next, offset: 0 })}
          />
        )}
        <SegmentedControl
          label="Sort recipients by"
          options={sorts}
          value={by}
          onChange={(next) => onChange({ by: next, offset: 0 })}
        />
      </Toolbar>
      <RecipientsTable
        rows={rows}
        connection={connection}
        now={now}
        onOpen={onOpen}
        onRecipient={(key) => onChange({ recipient: key, tab: 'list', offset: 0 })}
      />
      <Pager
        slice={{ limit, offset }}
        rows={{ rows, total: sorted.length, hasMore: offset + limit < sorted.length, unreadable: 0 }}
        stale={false}
        onSlice={(slice) => onChange(slice)}
      />
    </>
  )
}
