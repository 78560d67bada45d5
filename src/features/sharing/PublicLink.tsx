import { IconExternalLink, IconLock, IconWorld } from '@tabler/icons-react'
import type { Connection } from '#storage/connections.ts'
import { embeddedUrl, type Sharing, sharedUrl } from '#api/sharing/sharing.ts'
import type { SharedSubject } from './sharingMutations.ts'
import { CopyButton } from '#ui/CopyButton.tsx'
import { Disclosure } from '#ui/Disclosure.tsx'
import { RelativeTime } from '#ui/RelativeTime.tsx'
import { useNow } from '#ui/useNow.ts'
import { CheckLink } from './CheckLink.tsx'
import { Row, Stack } from '#ui/layout.tsx'
import classes from './SharingPanel.module.css'
import { ButtonAnchor } from '#ui/Button.tsx'

type Props = {
  connection: Connection
  subject: SharedSubject
  sharing: Sharing
  isTurningOff: boolean
}

function embedCode(connection: Connection, token: string): string {
  return `<iframe src="${embeddedUrl(connection, token)}" width="100%" height="600" allowfullscreen></iframe>`
}

export function PublicLink({ connection, subject, sharing, isTurningOff }: Props) {
  const now = useNow(30_000)
  const { accessToken: token, createdAt, passwordRequired } = sharing
  const Icon = passwordRequired ? IconLock : IconWorld
  return (
    <Stack gap={12} className={classes['public']} data-turning-off={isTurningOff || undefined}>
      <Row as="p" align="start" size="md" tone="warning" strong className={classes['headline']}>
        <Icon size={18} aria-hidden />
        <span>
          {passwordRequired
            ? 'Public with a password. Anyone with the link and a password can watch it.'
            : 'Public. Anyone with the link can watch it without signing in.'}
        </span>
      </Row>
      {token === null ? (
        <p>The server didn’t return the link.</p>
      ) : (
        <>
          <p className={classes['link']}>
            <code>{sharedUrl(connection, token)}</code>
          </p>
          <Row wrap className={classes['buttons']}>
            <CopyButton label="Copy public link" text={() => sharedUrl(connection, token)} />
            <ButtonAnchor
              variant="default"
              href={sharedUrl(connection, token)}
              target="_blank"
              rel="noopener noreferrer"
              rightSection={<IconExternalLink size={14} aria-hidden />}
            >
              Open public page
            </ButtonAnchor>
          </Row>
          <p>
            {createdAt ? (
              <>
                Created <RelativeTime at={createdAt} zone={connection.zone} now={now} />. There may have been earlier links.
              </>
            ) : (
              'Creation date unknown.'
            )}
          </p>
          <CheckLink connection={connection} id={subject.id} token={token} label="Check link" expected="live" />
          <Disclosure title="Embed code">
            {() => (
              <Stack align="start">
                <code>{embedCode(connection, token)}</code>
                <CopyButton label="Copy embed code" text={() => embedCode(connection, token)} />
              </Stack>
            )}
          </Disclosure>
        </>
      )}
    </Stack>
  )
}
