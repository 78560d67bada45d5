import { Fragment } from 'react'
import { IconAlertTriangle, IconExternalLink } from '@tabler/icons-react'
import type { Connection } from '#storage/connections.ts'
import { cutText, oneLine } from '#lib/cutText.ts'
import { EmptyValue } from '#ui/EmptyValue.tsx'
import { RelativeTime } from '#ui/RelativeTime.tsx'
import type { RecipientGroup } from './groupRecipients.ts'
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
        <span className={classes['mark']}>
          <IconExternalLink size={13} aria-hidden /> External
        </span>
      )}
      {!recipient.isWellFormed && (
        <span className={classes['mark']}>
          <IconAlertTriangle size={13} aria-hidden /> Invalid
        </span>
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
    <span className={classes['receives']}>
      <span className={classes['number']}>{subscriptions.length}</span>
      <span className={classes['names']}>
        {subscriptions.slice(0, maxNames).map(({ subscription, name }) => (
          <button key={subscription.id} type="button" className={classes['open']} onClick={() => onOpen(subscription.id)}>
            <bdi>{cutText(oneLine(name), 60)}</bdi>
          </button>
        ))}
        {remaining > 0 && <span className={classes['quiet']}>{`and ${remaining} more`}</span>}
      </span>
    </span>
  )
}

/** Long addresses break after the @ first. */
function Label({ text }: { text: string }) {
  const parts = text.split('@')
  return parts.map((part, index) => (
    // Parts of a text have no other key than their position.
    // oxlint-disable-next-line react/no-array-index-key
    <Fragment key={index}>
      {index > 0 && (
        <>
          @<wbr />
        </>
      )}
      {part}
    </Fragment>
  ))
}

export function RecipientsTable({ rows, connection, now, onOpen, onRecipient }: Props) {
  return (
    // A scrollable box must be reachable by keyboard (axe: scrollable-region-focusable).
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes['box']} role="group" aria-label="Recipients, scrollable" tabIndex={0}>
      <table className={classes['table']}>
        <caption className={classes['hidden']}>Recipients</caption>
        <thead>
          <tr>
            <th scope="col">Recipient</th>
            <th scope="col">Receives</th>
            <th scope="col">Next</th>
            <th scope="col">Owners</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((group) => {
            const { recipient, kind, next, owners } = group
            return (
              <tr key={recipient.key}>
                <th scope="row">
                  <button
                    type="button"
                    className={classes['recipient']}
                    title="Show subscriptions"
                    onClick={() => onRecipient(recipient.key)}
                  >
                    <bdi>
                      <Label text={recipient.label || 'Blank'} />
                    </bdi>
                  </button>
                  <span className={classes['kind']}>
                    {cutText(oneLine(recipient.name ? `${kind} · ${recipient.name}` : kind), 80)}
                  </span>
                  <Marks group={group} />
                  <span className={classes['narrow']}>{namesOf(group)}</span>
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
                      <span className={classes['kind']}>{next.delivery.isConfirmed ? 'confirmed' : 'predicted'}</span>
                    </>
                  )}
                </td>
                <td className={classes['from']}>
                  <bdi>{cutText(oneLine(owners.slice(0, maxNames).join(', ')), 90)}</bdi>
                  {owners.length > maxNames && (
                    <span className={classes['quiet']}>{` and ${owners.length - maxNames} more`}</span>
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
