import { useQuery } from '@tanstack/react-query'
import { accountQueries } from '#api/account/account.ts'
import { ScopeList } from '#features/connection/ScopeList.tsx'
import { excessText, scopeStates } from '#features/connection/scopes.ts'
import { type Connection, hasKey, useActiveConnection, useConnections } from '#storage/connections.ts'
import { useReadOnly } from '#storage/readOnly.ts'
import { Button } from '#ui/Button.tsx'
import { Disclosure } from '#ui/Disclosure.tsx'
import { Fact, FactList } from '#ui/FactList.tsx'
import { Row, Stack, Text } from '#ui/layout.tsx'
import { Section } from '#ui/Section.tsx'

const keyTexts = {
  device: 'On this device, not encrypted. Script in this page can read it.',
  tab: 'In this tab only, not encrypted. Script in this page can read it.',
  vault: 'On this device, encrypted. The page can’t read it, also while unlocked.',
}

function Scopes({ connection, isActive }: { connection: Connection; isActive: boolean }) {
  const { data, isFetching, refetch } = useQuery({
    ...accountQueries.key(connection),
    enabled: isActive && hasKey(connection),
    retry: false,
  })
  const scopes = data?.scopes ?? null
  const states = scopeStates(scopes)
  const held = states.filter(({ granted }) => granted).length
  if (scopes === null && !isActive) {
    return (
      <Fact name="Scopes">
        <Button
          size="compact-xs"
          variant="default"
          loading={isFetching}
          disabled={!hasKey(connection)}
          onClick={() => void refetch()}
        >
          Check scopes
        </Button>
      </Fact>
    )
  }
  return (
    <>
      <Fact name="Scopes">{scopes === null ? 'Unknown' : `${held} of ${states.length} that Replay Desk uses`}</Fact>
      <Fact name="Not needed">{excessText(scopes)}</Fact>
    </>
  )
}

function Credential({ connection, isActive }: { connection: Connection; isActive: boolean }) {
  const isReadOnly = useReadOnly(connection.id)
  const { data } = useQuery({ ...accountQueries.key(connection), enabled: false })
  return (
    <Stack gap={12}>
      <Text as="h3" size="sm" strong>
        {connection.name}
      </Text>
      <FactList framed>
        <Fact name="Host">{connection.host}</Fact>
        <Fact name="Key">{keyTexts[connection.keyKept]}</Fact>
        <Fact name="Changes">
          {isReadOnly ? 'Read-only: the worker refuses every change.' : 'Allowed, as far as the key’s scopes go.'}
        </Fact>
        <Scopes connection={connection} isActive={isActive} />
      </FactList>
      {data && (
        <Disclosure inline title="Scopes that Replay Desk uses">
          {() => <ScopeList scopes={data.scopes} />}
        </Disclosure>
      )}
    </Stack>
  )
}

export function CredentialSection() {
  const active = useActiveConnection()
  const connections = useConnections()
  return (
    <Section title="What your key can do">
      {connections.length === 0 && (
        <Row>
          <Text size="sm" tone="dimmed">
            Not connected to any host yet.
          </Text>
        </Row>
      )}
      {connections.map((connection) => (
        <Credential key={connection.id} connection={connection} isActive={connection.id === active?.id} />
      ))}
    </Section>
  )
}
