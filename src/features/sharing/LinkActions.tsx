import type { ReactNode } from 'react'
import { asApiError } from '#api/http/errors.ts'
import { isRenewalMissing } from '#api/sharing/changeSharing.ts'
import { ActionButton } from './ActionButton.tsx'
import { Refusal } from './Refusal.tsx'
import { Stack, Text } from '#ui/layout.tsx'
import classes from './SharingPanel.module.css'
import type { SharingController } from './useSharing.ts'

type Props = {
  controller: SharingController
  /** Undefined until the server has shown whether it can rotate links. */
  canRotate: boolean | undefined
}

export function LinkActions({ controller, canRotate }: Props) {
  return (
    <Stack gap={10}>
      <ActionWithHint hint="Disables the link. Re-enabling may create a new one.">
        <ActionButton busy={controller.isBusy} onClick={() => controller.setOn(false)}>
          Turn off
        </ActionButton>
      </ActionWithHint>
      <RevokeAction controller={controller} canRotate={canRotate} />
      <RotateAction controller={controller} canRotate={canRotate} />
    </Stack>
  )
}

function ActionWithHint({ hint, children }: { hint: ReactNode; children: ReactNode }) {
  return (
    <div className={classes['action']}>
      {children}
      <Text as="span" size="xs" tone="dimmed">
        {hint}
      </Text>
    </div>
  )
}

/** Also offered for a link that is off, because older servers restore the same link. */
export function RevokeAction({ controller, canRotate }: Props) {
  const hint =
    canRotate === false
      ? 'Disables the link. This server can’t delete it, so re-enabling restores the same link.'
      : 'Permanently deletes the link. If the server can’t, it’s disabled instead.'
  return (
    <>
      <ActionWithHint hint={hint}>
        <ActionButton variant="outline" color="red" busy={controller.isBusy} onClick={() => controller.revoke()}>
          Revoke permanently
        </ActionButton>
      </ActionWithHint>
      {controller.last === 'revoked' && controller.revoking.error && (
        <Refusal title="Not revoked." error={controller.revoking.error} />
      )}
    </>
  )
}

function RotateAction({ controller, canRotate }: Props) {
  const { last, rotating } = controller
  if (canRotate === false) {
    return (
      <Text size="xs" tone="dimmed" role={last === 'rotated' ? 'status' : undefined}>
        This server is too old to rotate links.
      </Text>
    )
  }
  return (
    <>
      <ActionWithHint hint="Replaces the link. The old one works for 5 more minutes unless you cut it off now.">
        <ActionButton busy={controller.isBusy} onClick={() => controller.rotate()}>
          Rotate link
        </ActionButton>
      </ActionWithHint>
      {last === 'rotated' && rotating.error && !isRenewalMissing(asApiError(rotating.error)) && (
        <Refusal title="Link not rotated." error={rotating.error} />
      )}
    </>
  )
}
