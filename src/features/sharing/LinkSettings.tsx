import { useState } from 'react'
import type { Connection } from '#storage/connections.ts'
import type { Sharing } from '#api/sharing/sharing.ts'
import { type SharedSubject, useSetLinkSettings } from './sharingMutations.ts'
import { SegmentedControl } from '#ui/SegmentedControl.tsx'
import { Refusal } from './Refusal.tsx'
import { Checkbox } from '#ui/Checkbox.tsx'
import { Row, Stack, Text } from '#ui/layout.tsx'
import classes from './SharingPanel.module.css'

type Props = { connection: Connection; subject: SharedSubject; settings: Sharing['settings'] }

/** Settings for insights are left as they are. */
const switches = [
  { name: 'showInspector', label: 'Show console and network requests' },
  { name: 'noHeader', label: 'Hide header' },
  { name: 'whitelabel', label: 'Hide PostHog logo' },
] as const

const themes = [
  { value: 'system', label: 'System' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const
type Theme = (typeof themes)[number]['value']

/** Settings of the public page. Each choice is saved immediately and shows the pending value. */
export function LinkSettings({ connection, subject, settings }: Props) {
  const change = useSetLinkSettings(connection, subject)
  const [rejectedSetting, setRejectedSetting] = useState<string | null>(null)
  const [pendingSettings, setPendingSettings] = useState<Record<string, unknown>>({})
  if (settings === undefined) {
    return (
      <Text size="xs" tone="dimmed">
        This server has no public page settings.
      </Text>
    )
  }
  const shown: Record<string, unknown> = { ...settings, ...pendingSettings }
  const set = (name: string, label: string, value: boolean | Theme) => {
    setRejectedSetting(null)
    setPendingSettings((pending) => ({ ...pending, [name]: value }))
    change.mutate(
      { [name]: value },
      {
        onSuccess: (answer) => setRejectedSetting((answer.settings?.[name] ?? false) === value ? null : label),
        onSettled: () => setPendingSettings({}),
      },
    )
  }
  return (
    <Stack gap={10} className={classes['part']}>
      <h3 className={classes['subtitle']}>Public page</h3>
      {switches.map(({ name, label }) => (
        <Checkbox key={name} label={label} checked={shown[name] === true} onChange={(isOn) => set(name, label, isOn)} />
      ))}
      <Row gap="8px 12px" wrap>
        <span aria-hidden>Theme</span>
        <SegmentedControl
          label="Theme"
          options={themes}
          value={themes.find(({ value }) => value === shown['theme'])?.value ?? 'system'}
          onChange={(theme) => set('theme', 'Theme', theme)}
        />
      </Row>
      {rejectedSetting && (
        <Text size="sm" tone="danger" role="alert">
          This server doesn’t support “{rejectedSetting}”.
        </Text>
      )}
      {change.error && <Refusal title="Not saved." error={change.error} />}
    </Stack>
  )
}
