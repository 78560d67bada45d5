import { excessText } from '#features/connection/scopes.ts'
import { ScopeList } from '#features/connection/ScopeList.tsx'
import { ownerName } from '#api/account/ownerName.ts'
import { useConnectForm } from './useConnectForm.ts'
import type { Findings } from '#features/connection/checkConnection.ts'
import { clouds } from '#features/connection/readHost.ts'
import type { Connection } from '#storage/connections.ts'
import { Checkbox } from '#ui/Checkbox.tsx'
import { CheckFailure } from './CheckFailure.tsx'
import { Row, Stack, Text } from '#ui/layout.tsx'
import classes from './ConnectPage.module.css'
import { KeyStorage } from './KeyStorage.tsx'
import { ProjectField } from './ProjectField.tsx'
import { Button } from '#ui/Button.tsx'
import { PasswordInput, TextInput } from '#ui/fields.tsx'
import { Form } from '#ui/Form.tsx'

type Props = { edited: Connection | null; presetHost: string | null; onConnect: (connection: Connection) => void }

function connectLabel(findings: Findings | null, projectId: string): string {
  const name = findings?.projects?.find(({ id }) => id === projectId)?.name
  return name ? `Connect to ${name}` : 'Connect'
}

export function ConnectForm(props: Props) {
  const { form, isHostFixed, check, findings, warnings, suggestion, submit, checkOnly, passphrase, mayKeepKey } =
    useConnectForm(props)
  const hasProject = form.values.projectId.trim() !== ''
  return (
    <Form gap={16} onSubmit={submit}>
      <HostField form={form} isFixed={isHostFixed} warning={warnings.host} suggestion={suggestion} />
      <div>
        <PasswordInput
          label="Personal API key"
          description={
            mayKeepKey
              ? 'Leave empty to keep the saved key.'
              : 'Create one in PostHog under Settings > Personal API keys, with only the scopes you need.'
          }
          placeholder="phx_…"
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': 'Show key' }}
          {...form.getInputProps('key')}
        />
        {warnings.key && <p className={classes['warning']}>{warnings.key}</p>}
      </div>
      <KeyStorage
        value={form.values.keyKept}
        onChange={(keyKept) => form.setFieldValue('keyKept', keyKept)}
        passphrase={passphrase}
      />
      <ProjectField projects={findings?.projects ?? null} field={form.getInputProps('projectId')} />
      {!props.edited && (
        <Checkbox
          label="Read-only: Replay Desk changes nothing on the server"
          checked={form.values.isReadOnly}
          onChange={(isReadOnly) => form.setFieldValue('isReadOnly', isReadOnly)}
        />
      )}
      {findings && <FindingsBox findings={findings} host={form.values.host} />}
      {check.error && <CheckFailure error={check.error} />}
      <Buttons
        label={hasProject ? connectLabel(findings, form.values.projectId) : null}
        isPending={check.isPending}
        onCheck={checkOnly}
      />
    </Form>
  )
}

type HostFieldProps = Pick<ReturnType<typeof useConnectForm>, 'form' | 'suggestion'> & {
  isFixed: boolean
  warning: string | null
}

function HostField({ form, isFixed, warning, suggestion }: HostFieldProps) {
  return (
    <div>
      <TextInput
        label="Host"
        placeholder="https://us.posthog.com"
        autoComplete="url"
        spellCheck={false}
        readOnly={isFixed}
        {...(isFixed && { description: 'Set by whoever runs this copy of Replay Desk. It can’t reach any other host.' })}
        {...form.getInputProps('host')}
      />
      {warning && <p className={classes['warning']}>{warning}</p>}
      {!isFixed && (
        <Row gap={6} align="stretch" wrap className={classes['chips']}>
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
        </Row>
      )}
    </div>
  )
}

/** `label`: what connecting is called; null while no project is chosen. */
function Buttons({ label, isPending, onCheck }: { label: string | null; isPending: boolean; onCheck: () => void }) {
  return (
    <Row wrap>
      <Button type="submit" size="sm" loading={isPending}>
        {label ?? 'Check key'}
      </Button>
      {label === null ? (
        <Button size="sm" variant="default" disabled title="Enter a project, or check the key to choose one.">
          Connect
        </Button>
      ) : (
        <Button size="sm" variant="default" disabled={isPending} onClick={onCheck}>
          Check key
        </Button>
      )}
    </Row>
  )
}

function FindingsBox({ findings, host }: { findings: Findings; host: string }) {
  const scopes = findings.key?.scopes ?? null
  const owner = findings.owner && ownerName(findings.owner)
  return (
    <Stack as="section" gap={12} className={classes['findings']} aria-label="Key details" role="status">
      <p>{owner ? `The key belongs to ${owner}.` : 'The key works, but PostHog doesn’t say who it belongs to.'}</p>
      <ScopeList scopes={scopes} />
      {scopes && (
        <Text size="sm" tone="dimmed" breaks>
          Not needed: {excessText(scopes)}.
        </Text>
      )}
      <a href={`${host}/settings/user-api-keys`} target="_blank" rel="noopener noreferrer">
        Change scopes in PostHog
      </a>
      <p>
        {findings.projects
          ? 'Choose a project above, then connect.'
          : 'This key can’t list projects. Enter a project ID, or @current for the project its owner has open.'}
      </p>
    </Stack>
  )
}
