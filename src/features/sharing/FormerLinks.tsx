import { useQuery } from '@tanstack/react-query'
import type { Connection } from '#storage/connections.ts'
import { type FormerLink, linkNotesQuery } from './linkHistory.ts'
import type { Sharing } from '#api/sharing/sharing.ts'
import { linkEnd } from '#storage/activityLog.ts'
import { waitText } from '#lib/duration.ts'
import { useNow } from '#ui/useNow.ts'
import { CheckLink } from './CheckLink.tsx'
import { ActionButton } from './ActionButton.tsx'
import { Refusal } from './Refusal.tsx'
import classes from './SharingPanel.module.css'
import type { SharingController } from './useSharing.ts'

type Props = { connection: Connection; id: string; sharing: Sharing; controller: SharingController }

function stateText({ closedBy, until }: FormerLink, isDead: boolean, now: number): string {
  if (closedBy === 'revoked') return 'revoked permanently'
  if (closedBy === 'renewed' && isDead) return 'replaced'
  if (closedBy === 'turned off') return 'turned off'
  return now < until ? `replaced, works for ${waitText((until - now) / 1000)} more` : 'replaced, should no longer work'
}

/** Links that were turned off or replaced in this tab, each with a check whether it still opens. */
export function FormerLinks({ connection, id, sharing, controller }: Props) {
  const now = useNow(1000)
  const { former, checks } = useQuery(linkNotesQuery(connection, id)).data
  const formerLinks = former.filter(({ token }) => !sharing.enabled || token !== sharing.accessToken)
  if (formerLinks.length === 0) return null
  return (
    <div className={classes['part']}>
      <h3 className={classes['subtitle']}>Previous links</h3>
      <ul className={classes['former']}>
        {formerLinks.map((link) => {
          const end = linkEnd(link.token)
          const state = checks[link.token]?.state.state
          const isDead = state === 'dead'
          const isStillOpen = controller.last === 'cut' && !controller.isBusy && state === 'live'
          const canCut = sharing.enabled && link.closedBy === 'renewed' && !isDead && !isStillOpen && now < link.until
          return (
            <li key={link.token}>
              <span>
                {end === null ? 'Link' : <code>…{end}</code>}{' '}
                <span className={classes['quiet']}>{stateText(link, isDead, now)}</span>
              </span>
              <CheckLink
                connection={connection}
                id={id}
                token={link.token}
                label={end === null ? 'Check old link' : `Check old link …${end}`}
                expected="dead"
                extraButtons={
                  canCut && (
                    <ActionButton
                      variant="outline"
                      color="red"
                      busy={controller.isBusy}
                      onClick={() => controller.cut(link.token)}
                    >
                      Cut off old link
                    </ActionButton>
                  )
                }
              />
              {isStillOpen && <span className={classes['quiet']}>This server keeps replaced links working for 5 minutes.</span>}
              {canCut && (
                <span className={classes['quiet']}>
                  Turns sharing off and on again. Newer servers then create another new link.
                </span>
              )}
            </li>
          )
        })}
      </ul>
      {controller.last === 'cut' && controller.cutting.error && (
        <Refusal title="Old link not cut off." error={controller.cutting.error} />
      )}
    </div>
  )
}
