import { useReadOnly } from '#storage/readOnly.ts'
import { readOnlyMessage } from '#api/http/errors.ts'
import { IconExternalLink, IconEye, IconPlayerPlayFilled } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useLocation } from 'react-router-dom'
import type { Connection } from '#storage/connections.ts'
import { asApiError } from '#api/http/errors.ts'
import { useMarkViewed } from '#api/recordings/recordingMutations.ts'
import type { Recording } from '#api/recordings/recordings.ts'
import { CopyButton } from '#ui/CopyButton.tsx'
import { Row, Stack, Text } from '#ui/layout.tsx'
import classes from './RecordingActions.module.css'
import { Button, ButtonAnchor, ButtonLink } from '#ui/Button.tsx'
import { VisuallyHidden } from '#ui/VisuallyHidden.tsx'
import { paths, postHogUrl } from '#lib/paths.ts'
import { watchFrom } from './firstMatch.ts'
import { readTime, recordingLink } from './recordingLink.ts'

type Props = {
  connection: Connection
  recording: Recording
  /** Whether to link to the player, which is on another page. */
  watch?: boolean
  actions?: ReactNode
}

/** There is no action to unmark: personal API keys can't do it. */
export function RecordingActions({ connection, recording: { id, viewed }, watch = false, actions }: Props) {
  const change = useMarkViewed(connection)
  const isReadOnly = useReadOnly(connection.id)
  const { pathname, search } = useLocation()
  const from = watchFrom(useQueryClient(), connection, id)
  const isViewed = viewed || change.isPending || change.isSuccess
  const inPostHog = postHogUrl(connection, 'replay', id)
  const error = change.error && asApiError(change.error)
  return (
    <Stack>
      <Row wrap className={classes['actions']}>
        {watch && (
          <ButtonLink
            to={`${paths.recording(connection.projectId, id)}${from > 0 ? `?t=${from}` : ''}`}
            state={{ from: pathname + search, plays: true }}
            leftSection={<IconPlayerPlayFilled size={14} aria-hidden />}
          >
            Watch
          </ButtonLink>
        )}
        {/* One button for both states, so that keyboard focus stays on it. */}
        {!isReadOnly && (
          <Button
            variant="default"
            leftSection={<IconEye size={14} aria-hidden />}
            aria-disabled={isViewed || undefined}
            data-disabled={isViewed || undefined}
            onClick={() => !isViewed && change.mutate({ id })}
          >
            {isViewed ? 'Viewed' : 'Mark as viewed'}
          </Button>
        )}
        <CopyButton
          label="Copy link"
          text={() => recordingLink(connection, id, watch ? 0 : readTime(new URLSearchParams(window.location.search)))}
        />
        <ButtonAnchor
          variant="default"
          href={inPostHog}
          target="_blank"
          rel="noopener noreferrer"
          rightSection={<IconExternalLink size={14} aria-hidden />}
        >
          Open in PostHog
        </ButtonAnchor>
        {isReadOnly ? (
          <Text as="span" size="sm" tone="dimmed">
            {readOnlyMessage}
          </Text>
        ) : (
          actions
        )}
      </Row>
      <VisuallyHidden role="status">{change.isSuccess ? 'Marked as viewed' : ''}</VisuallyHidden>
      {error && (
        <Text size="sm" tone="danger" role="alert">
          Couldn’t mark as viewed. {error.message} {error.next}
        </Text>
      )}
    </Stack>
  )
}
