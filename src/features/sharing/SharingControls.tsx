import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { Connection } from '#storage/connections.ts'
import { linkNotesQuery } from './linkHistory.ts'
import type { Sharing } from '#api/sharing/sharing.ts'
import { useCapabilities } from '#api/capabilities.ts'
import type { SharedSubject } from './sharingMutations.ts'
import { useNow } from '#ui/useNow.ts'
import { FormerLinks } from './FormerLinks.tsx'
import { LinkActions, RevokeAction } from './LinkActions.tsx'
import { LinkSettings } from './LinkSettings.tsx'
import { Outcome } from './Outcome.tsx'
import { Passwords } from './Passwords.tsx'
import { PublicLink } from './PublicLink.tsx'
import { Refusal } from './Refusal.tsx'
import { Stack, Text } from '#ui/layout.tsx'
import { restoreSharingFocus } from './showSharing.ts'
import { useSharing } from './useSharing.ts'
import { Switch } from '#ui/fields.tsx'

type Props = { connection: Connection; subject: SharedSubject; sharing: Sharing }

/** What a read-only connection shows of the link. */
export function SharingFacts({ connection, subject, sharing }: Props) {
  return (
    <>
      <Text size="sm" tone="dimmed">
        This connection is read-only, so sharing can’t be changed here.
      </Text>
      {sharing.enabled ? (
        <PublicLink connection={connection} subject={subject} sharing={sharing} isTurningOff={false} />
      ) : (
        <NotPublic connection={connection} id={subject.id} sharing={sharing} isRevoked={false} />
      )}
    </>
  )
}

export function SharingControls({ connection, subject, sharing }: Props) {
  const controller = useSharing(connection, subject, sharing)
  const { switching, revoking, last, isBusy } = controller
  const { renewsLinks } = useCapabilities(connection)
  const wasOn = useRef(sharing.enabled)

  // The focused button may disappear with the link.
  useEffect(() => {
    if (wasOn.current === sharing.enabled) return
    wasOn.current = sharing.enabled
    restoreSharingFocus()
  }, [sharing.enabled])

  const isRevoked = last === 'revoked' && revoking.data?.outcome === 'revoked'
  return (
    <>
      <Stack align="start">
        <Switch
          label="Public link"
          withThumbIndicator={false}
          checked={controller.isOn}
          aria-busy={isBusy || undefined}
          onChange={(event) => controller.setOn(event.currentTarget.checked)}
        />
        {last === 'switched' && switching.error && (
          <Refusal title={switching.variables ? 'Not made public.' : 'Not turned off.'} error={switching.error} />
        )}
      </Stack>
      {isViewer(sharing) && (
        <Text size="xs" tone="dimmed">
          Your role can view this recording but not change its sharing.
        </Text>
      )}
      <Outcome connection={connection} id={subject.id} controller={controller} />
      {sharing.enabled ? (
        <>
          <PublicLink connection={connection} subject={subject} sharing={sharing} isTurningOff={!controller.isOn} />
          <LinkActions controller={controller} canRotate={renewsLinks} />
        </>
      ) : (
        <NotPublic connection={connection} id={subject.id} sharing={sharing} isRevoked={isRevoked} />
      )}
      {!sharing.enabled && sharing.createdAt && !isRevoked && <RevokeAction controller={controller} canRotate={renewsLinks} />}
      <FormerLinks connection={connection} id={subject.id} sharing={sharing} controller={controller} />
      {sharing.passwordRequired !== undefined && <Passwords connection={connection} subject={subject} sharing={sharing} />}
      {sharing.enabled && <LinkSettings connection={connection} subject={subject} settings={sharing.settings} />}
    </>
  )
}

function isViewer({ userAccessLevel }: Sharing): boolean {
  return userAccessLevel === 'viewer' || userAccessLevel === 'none'
}

type NotPublicProps = { connection: Connection; id: string; sharing: Sharing; isRevoked: boolean }

/** Never shows a link: the token of a link that is off opens nothing. */
function NotPublic({ connection, id, sharing: { createdAt }, isRevoked }: NotPublicProps) {
  const { former, checks } = useQuery(linkNotesQuery(connection, id)).data
  const now = useNow(1000)
  const isFormerLinkOpen = former.some(({ token, until }) => until > now && checks[token]?.state.state !== 'dead')
  return (
    <p>
      {isFormerLinkOpen
        ? 'Not public, but a replaced link may work for a few more minutes. Check it below.'
        : 'Not public. Only people with access to the project can watch it.'}
      {createdAt && !isRevoked && ' It had a public link before. Turning it on again may restore that link or create a new one.'}
    </p>
  )
}
