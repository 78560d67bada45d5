import type { ReactNode } from 'react'
import { asApiError } from '#api/http/errors.ts'
import { isRenewalMissing } from '#api/sharing/changeSharing.ts'
import { DeedButton } from './ActionButton.tsx'
import { Refusal } from './Refusal.tsx'
import classes from './SharingPanel.module.css'
import type { SharingDesk } from './useSharing.ts'

type Props = {
  desk: SharingDesk
  /** Whether the server can put another link in the place of one; undefined before that is known. */
  canRenew: boolean | undefined
}

/** What can be done with a link that is on, each with what it means. */
export function LinkDeeds({ desk, canRenew }: Props) {
  return (
    <div className={classes['deeds']}>
      <Deed means="The link stops opening. Switched on again, older servers bring back the same link, the newest another.">
        <DeedButton busy={desk.isBusy} onClick={() => desk.setOn(false)}>
          Turn off
        </DeedButton>
      </Deed>
      <RevokeDeed desk={desk} canRenew={canRenew} />
      <NewLink desk={desk} canRenew={canRenew} />
    </div>
  )
}

function Deed({ means, children }: { means: ReactNode; children: ReactNode }) {
  return (
    <div className={classes['deed']}>
      {children}
      <span className={classes['means']}>{means}</span>
    </div>
  )
}

/** Closes the link and, where the server can, drops it. Offered for a link that is off too, since it might come back. */
export function RevokeDeed({ desk, canRenew }: Props) {
  const means =
    canRenew === false
      ? 'The link stops opening. This server cannot drop it: the same link returns if sharing is switched on again.'
      : 'The link stops opening and is dropped, so that it can never open again.'
  return (
    <>
      <Deed means={means}>
        <DeedButton variant="outline" color="red" busy={desk.isBusy} onClick={() => desk.revoke()}>
          Revoke for good
        </DeedButton>
      </Deed>
      {desk.last === 'revoked' && desk.revoking.error && <Refusal title="Not revoked." error={desk.revoking.error} />}
    </>
  )
}

function NewLink({ desk, canRenew }: Props) {
  const { last, renewing } = desk
  if (canRenew === false) {
    return (
      <p className={classes['means']} role={last === 'renewed' ? 'status' : undefined}>
        This server is too old to give the recording another link.
      </p>
    )
  }
  return (
    <>
      <Deed means="Another link takes its place. The old one opens for five more minutes; you can cut it at once.">
        <DeedButton busy={desk.isBusy} onClick={() => desk.renew()}>
          New link
        </DeedButton>
      </Deed>
      {last === 'renewed' && renewing.error && !isRenewalMissing(asApiError(renewing.error)) && (
        <Refusal title="No new link." error={renewing.error} />
      )}
    </>
  )
}
