import { IconAlertTriangle, IconExternalLink } from '@tabler/icons-react'
import type { Connection } from '#storage/connections.ts'
import { cutText, oneLine } from '#lib/cutText.ts'
import { EmptyValue } from '#ui/EmptyValue.tsx'
import { RelativeTime } from '#ui/RelativeTime.tsx'
import { AddressText } from './AddressText.tsx'
import type { RecipientGroup } from './groupRecipients.ts'
import { InlineRow, Row, Text } from '#ui/layout.tsx'
import { PlainTable } from '#ui/PlainTable.tsx'
import { ScrollBox } from '#ui/ScrollBox.tsx'
import { TextButton } from '#ui/TextButton.tsx'
import classes from './RecipientsTab.module.css'

type Props = {
  rows: readonly RecipientGroup[]
  connection: Connection
  now: number
  onOpen: (id: string) => void
  /** Filters the list by this recipient’s key. */
  onRecipient: (key: string) => void
}

const maxNames = 3

function Marks({ group: { recipient, isOutside } }: { group: RecipientGroup }) {
  return (
    <>
      {isOutside && (
        <InlineRow size="xs" tone="warning" className={classes['mark']}>
          <IconExternalLink size={13} aria-hidden /> External
        </InlineRow>
      )}
      {!recipient.isWellFormed && (
        <InlineRow size="xs" tone="warning" className={classes['mark']}>
          <IconAlertTriangle size={13} aria-hidden /> Invalid
        </InlineRow>
      )}
    </>
  )
}

/** The same as text, for narrow screens without the column of names. */
function namesOf({ subscriptions }: RecipientGroup): string {
  const names = subscriptions.slice(0, maxNames).map(({ name }) => cutText(oneLine(name), 60))
  const remaining = subscriptions.length - names.length
  return remaining > 0 ? `${names.join(', ')} and ${remaining} more` : names.join(', ')
}

function Receives({ group: { subscriptions }, onOpen }: { group: RecipientGroup; onOpen: (id: string) => void }) {
  const remaining = subscriptions.length - maxNames
  return (
    <Row as="span" gap={12} align="stretch" className={classes['receives']}>
      <span className={classes['number']}>{subscriptions.length}</span>
      <span className={classes['names']}>
        {subscriptions.slice(0, maxNames).map(({ subscription, name }) => (
          <TextButton key={subscription.id} plain cut className={classes['open']} onClick={() => onOpen(subscription.id)}>
            <bdi>{cutText(oneLine(name), 60)}</bdi>
          </TextButton>
        ))}
        {remaining > 0 && <Text as="span" tone="dimmed">{`and ${remaining} more`}</Text>}
      </span>
    </Row>
  )
}

const columns = [{ header: 'Recipient' }, { header: 'Receives' }, { header: 'Next' }, { header: 'Owners' }]

export function RecipientsTable({ rows, connection, now, onOpen, onRecipient }: Props) {
  return (
    <ScrollBox fills label="Recipients, scrollable">
      <PlainTable className={classes['table']} caption="Recipients" columns={columns}>
        <tbody>
          {rows.map((group) => {
            const { recipient, kind, next, owners } = group
            return (
              <tr key={recipient.key}>
                <th scope="row">
                  <TextButton
                    plain
                    strong
                    cut
                    className={classes['recipient']}
                    title="Show subscriptions"
                    onClick={() => onRecipient(recipient.key)}
                  >
                    <bdi>
                      <AddressText text={recipient.label || 'Blank'} />
                    </bdi>
                  </TextButton>
                  <Text as="small" size="xs" tone="dimmed" cut>
                    {cutText(oneLine(recipient.name ? `${kind} · ${recipient.name}` : kind), 80)}
                  </Text>
                  <Marks group={group} />
                  <Text as="small" size="xs" tone="dimmed" breaks className={classes['narrow']}>
                    {namesOf(group)}
                  </Text>
                </th>
                <td>
                  <Receives group={group} onOpen={onOpen} />
                </td>
                <td>
                  {next === null ? (
                    <EmptyValue meaning="Nothing scheduled" />
                  ) : (
                    <>
                      <RelativeTime at={new Date(next.delivery.at)} zone={connection.zone} now={now} />
                      <Text as="small" size="xs" tone="dimmed" cut>
                        {next.delivery.isConfirmed ? 'confirmed' : 'predicted'}
                      </Text>
                    </>
                  )}
                </td>
                <td>
                  <bdi>{cutText(oneLine(owners.slice(0, maxNames).join(', ')), 90)}</bdi>
                  {owners.length > maxNames && <Text as="span" tone="dimmed">{` and ${owners.length - maxNames} more`}</Text>}
                </td>
              </tr>
            )
          })}
        </tbody>
      </PlainTable>
    </ScrollBox>
  )
}
