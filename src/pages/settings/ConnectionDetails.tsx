import { pathSegment } from '#lib/pathSegment.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Connection, hasKey, renameConnection } from '#storage/connections.ts'
import { asApiError } from '#api/http/errors.ts'
import { accountQueries } from '#api/account/account.ts'
import { ownerName } from '#api/account/ownerName.ts'
import { checkConnection } from '#features/connection/checkConnection.ts'
import { ScopeList } from '#features/connection/ScopeList.tsx'
import { forgetConnection } from '#storage/forgetConnection.ts'
import { KeyLine } from './KeyLine.tsx'
import { PlanChoice } from './PlanChoice.tsx'
import { ReadOnlyChoice } from './ReadOnlyChoice.tsx'
import { Row, Stack, Text } from '#ui/layout.tsx'
import { Fact, FactList } from '#ui/FactList.tsx'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { TextInput } from '#ui/fields.tsx'

export function ConnectionDetails({ connection }: { connection: Connection }) {
  const [name, setName] = useState(connection.name)
  const { host, projectId, projectName, owner, id } = connection
  return (
    <>
      <TextInput
        label="Name"
        value={name}
        maxLength={100}
        onChange={(event) => setName(event.currentTarget.value)}
        onBlur={() => {
          const trimmed = name.trim()
          if (trimmed) renameConnection(id, trimmed)
          else setName(connection.name)
        }}
      />
      <FactList framed>
        <Fact name="Host">{host}</Fact>
        <Fact name="Project">{projectName ? `${projectName} (${projectId})` : projectId}</Fact>
        {owner && <Fact name="API key owner">{owner}</Fact>}
        <KeyLine connection={connection} />
        <PlanChoice connection={connection} />
      </FactList>
      <ReadOnlyChoice connection={connection} />
      <Check connection={connection} />
      <Row wrap>
        <ButtonLink to={`/connect?edit=${pathSegment(id)}`} variant="default">
          Change host, key or project
        </ButtonLink>
        <Button variant="outline" color="red" onClick={() => void forgetConnection(id)}>
          Forget this connection
        </Button>
      </Row>
      <Text size="xs" tone="dimmed">
        Forgetting a connection removes its key and everything loaded with it from this browser. The key stays valid until you
        delete it in PostHog.
      </Text>
    </>
  )
}

function Check({ connection }: { connection: Connection }) {
  const queryClient = useQueryClient()
  const check = useMutation({
    mutationFn: async () => {
      queryClient.removeQueries({ queryKey: [connection.id, 'account'] })
      return checkConnection(queryClient, connection)
    },
  })
  const key = useQuery({ ...accountQueries.key(connection), enabled: hasKey(connection), retry: false })
  const owner = check.data?.owner && ownerName(check.data.owner)
  return (
    <Stack gap={12} align="start">
      <Button variant="default" loading={check.isPending} disabled={!hasKey(connection)} onClick={() => check.mutate()}>
        Check key
      </Button>
      {check.error && (
        <Text size="sm" tone="danger" role="alert">
          {asApiError(check.error).message} {asApiError(check.error).next}
        </Text>
      )}
      {!check.data && key.data && <ScopeList scopes={key.data.scopes} />}
      {check.data && (
        <Stack gap={10} role="status">
          <Text size="xs" tone="dimmed">
            {owner ? `The key works and belongs to ${owner}.` : 'The key works, but PostHog doesn’t say who it belongs to.'}
          </Text>
          <ScopeList scopes={check.data.key?.scopes ?? null} />
        </Stack>
      )}
    </Stack>
  )
}
