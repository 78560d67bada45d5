import { IconLock } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link } from 'react-router-dom'
import { pathSegment } from '#lib/pathSegment.ts'
import type { Connection } from '#storage/connections.ts'
import { Disclosure } from '#ui/Disclosure.tsx'
import { Stack, Text } from '#ui/layout.tsx'
import classes from './LockScreen.module.css'
import { RemoveVault } from './RemoveVault.tsx'
import { UnlockForm } from './UnlockForm.tsx'
import { useVault } from './useVault.ts'

type Props = {
  connection: Connection
  /** What a connection gets whose key is lost. */
  children: ReactNode
}

/** Stands for a screen of a connection whose key is locked, at the address of that screen. */
export function LockScreen({ connection: { id, name, sealed }, children }: Props) {
  const { status } = useVault()
  if (status === 'none' || !sealed) return children
  if (status === 'starting') return null
  return (
    <Stack gap={16} className={classes['screen']}>
      <title>Locked · Replay Desk</title>
      <Stack gap={8}>
        <IconLock size={22} className={classes['icon']} aria-hidden />
        <h1>Unlock Replay Desk</h1>
        <Text size="sm" tone="dimmed">
          {status === 'locked' ? (
            'Your API keys are encrypted on this device.'
          ) : (
            <>
              The key for “{name}” couldn’t be read. Unlock again, or{' '}
              <Link to={`/connect?edit=${pathSegment(id)}`}>enter the key again</Link>.
            </>
          )}
        </Text>
      </Stack>
      <UnlockForm isFocused />
      <Disclosure inline title="Forgot passphrase?">
        {() => (
          <Stack gap={12}>
            <Text size="sm" tone="dimmed">
              Nobody can reset it.
            </Text>
            <RemoveVault>Remove encrypted keys</RemoveVault>
          </Stack>
        )}
      </Disclosure>
    </Stack>
  )
}
