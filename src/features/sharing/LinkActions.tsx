import type { ReactNode } from 'react'
import { asApiError } from '#api/http/errors.ts'
import { isRenewalMissing } from '#api/sharing/changeSharing.ts'
import { ActionButton } from './ActionButton.tsx'
import { Refusal } from './Refusal.tsx'
import classes from './SharingPanel.module.css'
import type { SharingController } from './useSharing.ts'

type Props = {
  controller: SharingController
  /** Whether the server can put another link in the place of one; undefined before that is known. */
  canRenew: boolean | undefined
}

/** What can be done with a link that is on, each with what it means. */
export function LinkActions({ controller, canRenew }: Props) {
  return (
    <div className={classes['deeds']}>
      <Activity means="The link stops opening. Switched on again, older servers bring back the same link, the newest another.">
        <ActionButton busy={controller.isBusy} onClick={() => controller.setOn(false)}>
          Turn off
        </ActionButton>
      </Activity>
      <RevokeAction controller={controller} canRenew={canRenew} />
      <NewLink controller={controller} canRenew={canRenew} />
    </div>
  )
}

function Activity({ means, children }: { means: ReactNode; children: ReactNode }) {
  return (
    <div className={classes['deed']}>
      {children}
      <span className={classes['means']}>{means}</span>
    </div>
  )
}

/** Closes the link and, where the server can, drops it. Offered for a link that is off too, since it might come back. */
export function RevokeAction({ controller, canRenew }: Props) {
  const means =
    canRenew === false
      ? 'The link stops opening. This server cannot drop it: the same link returns if sharing is switched on again.'
      : 'The link stops opening and is dropped, so that it can never open again.'
  return (
    <>
      <Activity means={means}>
        <ActionButton variant="outline" color="red" busy={controller.isBusy} onClick={() => controller.revoke()}>
          Revoke for good
        </ActionButton>
      </Activity>
      {controller.last === 'revoked' && controller.revoking.error && (
        <Refusal title="Not revoked." error={controller.revoking.error} />
      )}
    </>
  )
}

function NewLink({ controller, canRenew }: Props) {
  const { last, renewing } = controller
  if (canRenew === false) {
    return (
      <p className={classes['means']} role={last === 'renewed' ? 'status' : undefined}>
        This server is too old to give the recording another link.
      </p>
    )
  }
  return (
    <>
      <Activity means="Another link takes its place. The old one opens for five more minutes; you can cut it at once.">
        <ActionButton busy={controller.isBusy} onClick={() => controller.renew()}>
          New link
        </ActionButton>
      </Activity>
      {last === 'renewed' && renewing.error && !isRenewalMissing(asApiError(renewing.error)) && (
        <Refusal title="No new link." error={renewing.error} />
      )}
    </>
  )
}
