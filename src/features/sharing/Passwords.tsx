import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import type { Connection } from '#storage/connections.ts'
import { asApiError } from '#api/http/errors.ts'
import type { Sharing, SharePassword } from '#api/sharing/sharing.ts'
import { type SharedSubject, useDeleteSharePassword, useRequirePassword } from './sharingMutations.ts'
import { cutText, oneLine } from '#lib/cutText.ts'
import { ConfirmButton } from '#ui/ConfirmButton.tsx'
import { RelativeTime } from '#ui/RelativeTime.tsx'
import { useNow } from '#ui/useNow.ts'
import { NewPassword } from './NewPassword.tsx'
import { Refusal } from './Refusal.tsx'
import { Row, Stack, Text } from '#ui/layout.tsx'
import { LineList } from '#ui/LineList.tsx'
import classes from './SharingPanel.module.css'
import { Switch } from '#ui/fields.tsx'

type Props = { connection: Connection; subject: SharedSubject; sharing: Sharing }

/** Passwords can be created before the link is turned on. */
export function Passwords({ connection, subject, sharing }: Props) {
  const requiring = useRequirePassword(connection, subject)
  const [pendingValue, setPendingValue] = useState<boolean | null>(null)
  const passwords = sharing.sharePasswords ?? []
  const isUnreachable = sharing.passwordRequired === true && !passwords.some(({ isActive }) => isActive)

  function require(isRequired: boolean) {
    setPendingValue(isRequired)
    requiring.mutate(isRequired, { onSettled: () => setPendingValue(null) })
  }

  return (
    <Stack gap={10} className={classes['part']}>
      <h3 className={classes['subtitle']}>Password</h3>
      <Stack align="start">
        <Switch
          label="Require a password"
          withThumbIndicator={false}
          checked={pendingValue ?? sharing.passwordRequired === true}
          onChange={(event) => require(event.currentTarget.checked)}
        />
        {requiring.error && <Refusal title="Not changed." error={requiring.error} />}
      </Stack>
      {isUnreachable && (
        <Row as="p" gap={6} align="start" tone="warning" className={classes['warning']} role="status">
          <IconAlertTriangle size={16} aria-hidden /> Create a password. Until then, nobody can open the link.
        </Row>
      )}
      {passwords.length > 0 && (
        <LineList aria-label="Passwords">
          {passwords.map((password) => (
            <PasswordItem key={password.id} connection={connection} subject={subject} password={password} />
          ))}
        </LineList>
      )}
      {sharing.passwordRequired && <NewPassword connection={connection} subject={subject} />}
    </Stack>
  )
}

function PasswordItem({ connection, subject, password }: Omit<Props, 'sharing'> & { password: SharePassword }) {
  const removing = useDeleteSharePassword(connection, subject)
  const now = useNow(30_000)
  const { id, note, createdAt, createdByEmail, isActive } = password
  return (
    <li>
      <Stack as="span" gap={0} breaks className={classes['password']}>
        <bdi>{note ? cutText(oneLine(note), 120) : 'No note'}</bdi>
        <Text as="span" size="xs" tone="dimmed">
          {!isActive && 'Inactive. '}
          Created{' '}
          {createdByEmail && (
            <>
              by <bdi>{cutText(oneLine(createdByEmail), 80)}</bdi>{' '}
            </>
          )}
          {createdAt ? <RelativeTime at={createdAt} zone={connection.zone} now={now} /> : 'at an unknown time'}
        </Text>
      </Stack>
      <Row as="span" wrap className={classes['buttons']}>
        <ConfirmButton
          variant="subtle"
          confirmLabel="Remove password"
          disabled={removing.isPending}
          onConfirm={() => removing.mutate({ id, note })}
        >
          Remove
        </ConfirmButton>
      </Row>
      {removing.error && (
        <Text size="sm" tone="danger" role="alert">
          Not removed. {asApiError(removing.error).message}
        </Text>
      )}
    </li>
  )
}
