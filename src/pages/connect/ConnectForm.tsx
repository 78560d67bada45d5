import { useConnectForm } from './useConnectForm.ts'
import { clouds } from '#features/connection/readHost.ts'
import type { Connection } from '#storage/connections.ts'
import { SegmentedControl } from '#ui/SegmentedControl.tsx'
import { CheckFailure } from './CheckFailure.tsx'
import classes from './ConnectPage.module.css'
import { FindingsBox } from './FindingsBox.tsx'
import { ProjectField } from './ProjectField.tsx'
import { Button } from '#ui/Button.tsx'
import { PasswordInput, TextInput } from '#ui/fields.tsx'

type Props = { edited: Connection | null; presetHost: string | null; onConnect: (connection: Connection) => void }

const keyStorageOptions = [
  { value: 'device', label: 'Remember on this device' },
  { value: 'tab', label: 'Only this tab' },
] as const

/** Host, key and project; the first press asks the host, and connects where nothing is left to choose. */
export function ConnectForm(props: Props) {
  const { form, check, findings, warnings, suggestion, submit } = useConnectForm(props)
  return (
    <form className={classes['form']} onSubmit={submit} noValidate>
      <div>
        <TextInput
          label="Host"
          placeholder="https://us.posthog.com"
          autoComplete="url"
          spellCheck={false}
          {...form.getInputProps('host')}
        />
        {warnings.host && <p className={classes['warning']}>{warnings.host}</p>}
        <div className={classes['chips']}>
          {suggestion && (
            <Button size="compact-xs" variant="light" onClick={() => form.setFieldValue('host', suggestion)}>
              Use {suggestion}
            </Button>
          )}
          {clouds.map(({ name, host }) => (
            <Button key={host} size="compact-xs" variant="default" onClick={() => form.setFieldValue('host', host)}>
              {name}
            </Button>
          ))}
        </div>
      </div>
      <div>
        <PasswordInput
          label="Personal API key"
          description="PostHog makes them under Settings, Personal API keys. Give it no more scopes than you need."
          placeholder="phx_…"
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': 'Show what is typed' }}
          {...form.getInputProps('key')}
        />
        {warnings.key && <p className={classes['warning']}>{warnings.key}</p>}
      </div>
      <fieldset className={classes['remember']}>
        <legend>Keep the key</legend>
        <SegmentedControl
          label="Keep the key"
          options={keyStorageOptions}
          value={form.values.keyKept}
          onChange={(keyKept) => form.setFieldValue('keyKept', keyKept)}
        />
      </fieldset>
      <ProjectField projects={findings?.projects ?? null} field={form.getInputProps('projectId')} />
      {findings && <FindingsBox findings={findings} />}
      {check.error && <CheckFailure error={check.error} />}
      <div className={classes['submit']}>
        <Button type="submit" size="sm" loading={check.isPending}>
          Check and connect
        </Button>
      </div>
    </form>
  )
}
