import type { ReactNode } from 'react'
import { asApiError } from '#api/http/errors.ts'
import { isRenewalMissing } from '#api/sharing/changeSharing.ts'
import { ActionButton } from './ActionButton.tsx'
import { Refusal } from './Refusal.tsx'
import classes from './SharingPanel.module.css'
import type { SharingController } from './useSharing.ts'

type Props = {
  controller: SharingController
  /** Undefined until the server has shown whether it can rotate links. */
  canRotate: boolean | undefined
}

export function LinkActions({ controller, canRotate }: Props) {
  return (
    <div className={classes['actions']}>
      <ActionWithHint hint="The link stops opening. Switched on again, older servers bring back the same link, the newest another.">
        <ActionButton busy={controller.isBusy} onClick={() => controller.setOn(false)}>
          Turn off
        </ActionButton>
      </ActionWithHint>
      <RevokeAction controller={controller} canRotate={canRotate} />
      <RotateAction controller={controller} canRotate={canRotate} />
    </div>
  )
}

function ActionWithHint({ hint, children }: { hint: ReactNode; children: ReactNode }) {
  return (
    <div className={classes['action']}>
      {children}
      <span className={classes['hint']}>{hint}</span>
    </div>
  )
}

/** Also offered for a link that is off, because older servers restore the same link. */
export function RevokeAction({ controller, canRotate }: Props) {
  const hint =
    canRotate === false
      ? 'The link stops opening. This server cannot drop it: the same link returns if sharing is switched on again.'
      : 'The link stops opening and is dropped, so that it can never open again.'
  return (
    <>
      <ActionWithHint hint={hint}>
        <ActionButton variant="outline" color="red" busy={controller.isBusy} onClick={() => controller.revoke()}>
          Revoke for good
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
      <p className={classes['hint']} role={last === 'rotated' ? 'status' : undefined}>
        This server is too old to give the recording another link.
      </p>
    )
  }
  return (
    <>
      <ActionWithHint hint="Another link takes its place. The old one opens for five more minutes; you can cut it at once.">
        <ActionButton busy={controller.isBusy} onClick={() => controller.rotate()}>
          New link
        </ActionButton>
      </ActionWithHint>
      {last === 'rotated' && rotating.error && !isRenewalMissing(asApiError(rotating.error)) && (
        <Refusal title="No new link." error={rotating.error} />
      )}
    </>
  )
}
