import { useReadOnly } from '#storage/readOnly.ts'
import { activityLogStorage } from '#storage/activityLog.ts'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { NavigationType, useLocation, useNavigationType } from 'react-router-dom'
import type { Connection } from '#storage/connections.ts'
import { asApiError } from '#api/http/errors.ts'
import { sharingQueries } from '#api/sharing/sharing.ts'
import type { SharedSubject } from './sharingMutations.ts'
import { relativeTime } from '#lib/instant.ts'
import { useNow } from '#ui/useNow.ts'
import { useOnScreen } from '#ui/useOnScreen.ts'
import { refusalMessages } from '#api/http/refusalMessages.ts'
import { SharingControls, SharingFacts } from './SharingControls.tsx'
import { Row, Stack, Text } from '#ui/layout.tsx'
import { TextButton } from '#ui/TextButton.tsx'
import classes from './SharingPanel.module.css'
import { sharingAnchor, showSharing } from './showSharing.ts'
import { Button } from '#ui/Button.tsx'

type Props = { connection: Connection; subject: SharedSubject }

/** Sharing of one recording. Sends its request once the section is visible, or at once where the address leads to it. */
export function SharingPanel({ connection, subject }: Props) {
  const { hash, key } = useLocation()
  const isReplaced = useNavigationType() === NavigationType.Replace
  const [sectionRef, isVisible] = useOnScreen()
  const [wasVisible, setWasVisible] = useState(false)
  if (isVisible && !wasVisible) setWasVisible(true)
  const Content = useReadOnly(connection.id) ? SharingFacts : SharingControls
  const isTarget = hash === `#${sharingAnchor}`
  // What loads above may push the section out of view again: WebKit doesn't hold the position as others do.
  const query = useQuery({ ...sharingQueries.one(connection, subject.id), enabled: wasVisible || isTarget })

  // Scrolls here for addresses that end in #sharing, after the surrounding panel took the focus.
  const wasShown = useRef(false)
  useEffect(() => {
    if (!isTarget || (isReplaced && wasShown.current)) return // the player replaces its address as it plays
    let timer: ReturnType<typeof setTimeout> | undefined
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => {
        wasShown.current = true
        showSharing()
      })
    })
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(timer)
    }
  }, [isTarget, key, isReplaced])

  // Scrolls again when the loaded section has grown.
  useEffect(() => {
    if (query.isSuccess && document.activeElement?.id === sharingAnchor) showSharing()
  }, [query.isSuccess])

  return (
    <Stack
      as="section"
      gap={16}
      size="sm"
      id={sharingAnchor}
      ref={sectionRef}
      className={classes['section']}
      aria-label="Sharing"
      tabIndex={-1}
    >
      <Row as="header" gap={12} align="baseline" justify="space-between">
        <h2>Sharing</h2>
        {query.data && <UpdatedAt at={query.dataUpdatedAt} busy={query.isFetching} onRefresh={() => void query.refetch()} />}
      </Row>
      {query.data ? (
        <Content connection={connection} subject={subject} sharing={query.data} />
      ) : query.error ? (
        <SharingError error={query.error} busy={query.isFetching} onRetry={() => void query.refetch()} />
      ) : (
        <p className={classes['waiting']} role="status">
          Loading sharing…
        </p>
      )}
      <ActivityLogNotice />
    </Stack>
  )
}

function UpdatedAt({ at, busy, onRefresh }: { at: number; busy: boolean; onRefresh: () => void }) {
  const now = useNow(30_000)
  return (
    <Text as="span" size="xs" tone="dimmed">
      {busy ? 'Refreshing…' : `Updated ${relativeTime(new Date(at), Math.max(now, at))}`}
      <TextButton className={classes['refresh']} onClick={onRefresh}>
        Refresh
      </TextButton>
    </Text>
  )
}

function SharingError({ error, busy, onRetry }: { error: unknown; busy: boolean; onRetry: () => void }) {
  const { message, next } = refusalMessages(asApiError(error))
  return (
    <Stack align="start" className={classes['error']} role="alert">
      <p>
        <strong>Couldn’t check whether this recording is public.</strong> {message} {next}
      </p>
      <Button variant="default" loading={busy} onClick={onRetry}>
        Try again
      </Button>
    </Stack>
  )
}

/** Warns that actions can’t be logged because storage is blocked or full. */
function ActivityLogNotice() {
  const isStored = useSyncExternalStore(activityLogStorage.subscribe, activityLogStorage.get)
  if (isStored) return null
  return (
    <Text size="xs" tone="dimmed" role="status">
      This browser can’t save the activity log because storage is blocked or full.
    </Text>
  )
}
