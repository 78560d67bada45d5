import type { LinkState } from '#api/sharing/sharing.ts'
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
import { Stack, Text } from '#ui/layout.tsx'
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
    <Stack gap={10} className={classes['part']}>
      <h3 className={classes['subtitle']}>Previous links</h3>
      <Stack as="ul" gap={14} className={classes['former']}>
        {formerLinks.map((link) => (
          <FormerLinkItem
            key={link.token}
            link={link}
            state={checks[link.token]?.state.state}
            now={now}
            connection={connection}
            id={id}
            sharing={sharing}
            controller={controller}
          />
        ))}
      </Stack>
      {controller.last === 'cut' && controller.cutting.error && (
        <Refusal title="Old link not cut off." error={controller.cutting.error} />
      )}
    </Stack>
  )
}

type ItemProps = Props & { link: FormerLink; state: LinkState['state'] | undefined; now: number }

function FormerLinkItem({ link, state, now, connection, id, sharing, controller }: ItemProps) {
  const end = linkEnd(link.token)
  const isDead = state === 'dead'
  const isStillOpen = controller.last === 'cut' && !controller.isBusy && state === 'live'
  const canCut = sharing.enabled && link.closedBy === 'renewed' && !isDead && !isStillOpen && now < link.until
  return (
    <li>
      <span>
        {end === null ? 'Link' : <code>…{end}</code>}{' '}
        <Text as="span" size="xs" tone="dimmed">
          {stateText(link, isDead, now)}
        </Text>
      </span>
      <CheckLink
        connection={connection}
        id={id}
        token={link.token}
        label={end === null ? 'Check old link' : `Check old link …${end}`}
        expected="dead"
        extraButtons={
          canCut && (
            <ActionButton variant="outline" color="red" busy={controller.isBusy} onClick={() => controller.cut(link.token)}>
              Cut off old link
            </ActionButton>
          )
        }
      />
      {isStillOpen && (
        <Text as="span" size="xs" tone="dimmed">
          This server keeps replaced links working for 5 minutes.
        </Text>
      )}
      {canCut && (
        <Text as="span" size="xs" tone="dimmed">
          Turns sharing off and on again. Newer servers then create another new link.
        </Text>
      )}
    </li>
  )
}
