import { useQuery } from '@tanstack/react-query'
import type { ApiConnection } from '#storage/connections.ts'
import { linkNotesQuery } from './linkHistory.ts'
import type { Sharing } from '#api/sharing/sharing.ts'
import { revocationMessage, unchangedLinkMessage } from '#api/sharing/linkMessages.ts'
import { linkEnd } from '#storage/activityLog.ts'
import { refusalMessages } from '#api/http/refusalMessages.ts'
import { Row, Stack, Text } from '#ui/layout.tsx'
import classes from './SharingPanel.module.css'
import type { SharingController } from './useSharing.ts'
import { Button } from '#ui/Button.tsx'
import { VisuallyHidden } from '#ui/VisuallyHidden.tsx'

/** "the link ending in x7Qa"; "the link" for tokens too short to show their end. */
export function linkName(token: string | null | undefined): string {
  const end = linkEnd(token)
  return end === null ? 'the link' : `the link ending in ${end}`
}

function isFirst(before: Sharing | undefined): boolean {
  return !before || before.createdAt === null
}

function switchedMessage({ switching: { data } }: SharingController): string | null {
  if (!data) return null
  const { sharing, before, requested } = data
  if (sharing.enabled !== requested) {
    return `${unchangedLinkMessage(sharing.enabled)} It reported success anyway.`
  }
  if (!sharing.enabled) return `Turned off: ${linkName(before?.accessToken)} no longer works.`
  if (isFirst(before)) return 'The recording is now public.'
  return before?.accessToken === sharing.accessToken
    ? 'Public again with the same link.'
    : 'Public again with a new link. The previous one stays off.'
}

/** `isStillOpen`: a check after revoking could still open the link. */
function revokedMessage({ revoking: { data } }: SharingController, isStillOpen: boolean): string | null {
  if (!data) return null
  const name = linkName(data.before)
  const why = revocationMessage(data, (error) => refusalMessages(error).message)
  if (why === null && isStillOpen) {
    return `The server reports ${name} as revoked, but it still opens. It should stop working within 5 minutes. Check it again then.`
  }
  if (why === null) return `Revoked permanently: ${name} can never be opened again.`
  if (data.outcome === 'left on') return `Not revoked. ${why} The recording is still public.`
  const off = `Turned off, not revoked: ${name} no longer works.`
  if (data.outcome === 'unsure') return `${off} It couldn’t be deleted, so it may return if sharing is turned on again. ${why}`
  return `${off} ${why}${data.outcome === 'same link' ? ' It may return if sharing is turned on again.' : ''}`
}

function cutMessage({ cutting: { data } }: SharingController): string | null {
  if (!data) return null
  if (data.end === 'left on') return `The old link was not cut off. ${unchangedLinkMessage(true)}`
  if (data.end === 'left off') {
    const message = data.why === null ? unchangedLinkMessage(false) : refusalMessages(data.why).message
    return `The old link is cut off, but sharing couldn’t be turned on again: ${message}`
  }
  return data.sharing.accessToken === data.before
    ? 'Sharing was off for a moment. The link is unchanged.'
    : 'Sharing was off for a moment and now uses another new link. Share this one instead.'
}

/** Result of the last action, with Undo where that is possible. */
export function Outcome({
  connection,
  id,
  controller,
}: {
  connection: ApiConnection
  id: string
  controller: SharingController
}) {
  const { last, switching, revoking, isBusy } = controller
  const { checks } = useQuery(linkNotesQuery(connection, id)).data
  const isStillOpen = checks[revoking.data?.before ?? '']?.state.state === 'live'
  const message =
    last === 'switched'
      ? switchedMessage(controller)
      : last === 'revoked'
        ? revokedMessage(controller, isStillOpen)
        : last === 'rotated'
          ? controller.rotating.data && 'Link rotated. The old one works for 5 more minutes.'
          : last === 'cut'
            ? cutMessage(controller)
            : null
  // Sighted users see the link below, so a first link is only announced to screen readers.
  const switched =
    last === 'switched' && switching.data?.sharing.enabled === switching.data?.requested ? switching.data : undefined
  const isVisuallyHidden = switched?.requested === true && isFirst(switched.before)
  const canUndo = switched?.requested === false && !isBusy
  return (
    <Stack className={classes['outcome']} data-visually-hidden={isVisuallyHidden || undefined} role="status">
      {!isBusy && message && (isVisuallyHidden ? <VisuallyHidden>{message}</VisuallyHidden> : <span>{message}</span>)}
      {canUndo && (
        <Row as="span" wrap>
          <Button variant="default" onClick={() => controller.setOn(true)}>
            Undo
          </Button>
          <Text as="span" size="xs" tone="dimmed">
            Makes the recording public again. Newer servers create a new link.
          </Text>
        </Row>
      )}
    </Stack>
  )
}
