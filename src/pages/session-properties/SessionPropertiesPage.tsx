import { useQuery } from '@tanstack/react-query'
import { accountQueries } from '#api/account/account.ts'
import type { Connection } from '#storage/connections.ts'
import { type SessionProperty, sessionPropertyQueries } from '#api/sessionProperties/sessionProperties.ts'
import { useConnection } from '#features/connection/useConnection.ts'
import { useLacksScope } from '#features/connection/useLacksScope.ts'
import { EmptyState } from '#ui/EmptyState.tsx'
import { PageHeader } from '#ui/PageHeader.tsx'
import { ResultBody } from '#ui/ResultBody.tsx'
import { TableSkeleton } from '#ui/TableSkeleton.tsx'
import { useSearch } from '#ui/useSearch.ts'
import { PropertiesBody } from './PropertiesBody.tsx'
import { PropertiesFailure } from './PropertiesFailure.tsx'
import { propertiesSearch } from './propertiesSearch.ts'
import { ButtonLink } from '#ui/Button.tsx'

const scope = 'query:read'
const loadingLabel = 'Loading session properties'

export function SessionPropertiesPage() {
  const connection = useConnection()
  const isScopeMissing = useLacksScope(connection, scope)
  const key = useQuery({ ...accountQueries.key(connection), retry: false })
  return (
    <>
      <title>Session properties · Replay Desk</title>
      <PageHeader
        title="Session properties"
        description="Properties PostHog records for each session. Choose one to see its values and recordings."
      />
      {key.isPending && <TableSkeleton label={loadingLabel} />}
      {!key.isPending && (isScopeMissing ? <NoScope /> : <Properties connection={connection} />)}
    </>
  )
}

function NoScope() {
  return (
    <EmptyState
      title={`The key lacks the scope ${scope}`}
      actions={
        <ButtonLink to="/settings" variant="default">
          Open Settings
        </ButtonLink>
      }
    >
      Session properties need this scope. Add it to the key in PostHog under Settings &gt; Personal API keys.
    </EmptyState>
  )
}

const none: SessionProperty[] = []

function Properties({ connection }: { connection: Connection }) {
  const [search, change] = useSearch(propertiesSearch)
  const all = useQuery(sessionPropertyQueries.definitions(connection))
  const serverMatches = useQuery({
    ...sessionPropertyQueries.definitions(connection, search.search),
    enabled: search.search !== '',
  })
  return (
    <ResultBody
      result={all}
      loading={loadingLabel}
      failure={all.error && <PropertiesFailure error={all.error} onRetry={() => void all.refetch()} />}
      isEmpty={({ length }) => length === 0 && search.search === ''}
      empty={<EmptyState title="No session properties">Current PostHog servers define them. This one may be older.</EmptyState>}
    >
      {(properties) => (
        <PropertiesBody
          connection={connection}
          all={properties}
          serverMatches={search.search === '' ? none : (serverMatches.data ?? null)}
          failure={search.search === '' ? null : serverMatches.error}
          isBusy={all.isFetching || serverMatches.isFetching}
          search={search}
          onChange={change}
        />
      )}
    </ResultBody>
  )
}
