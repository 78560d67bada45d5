import { useQuery } from '@tanstack/react-query'
import { accountQueries } from '#api/account/account.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { Notice } from '#ui/bands.tsx'
import { isKnownToLack } from './scopes.ts'

type Props = {
  connection: ApiConnection
  /** What is impossible without a scope, by scope, such as "recordings can’t be deleted". */
  effects: Readonly<Record<string, string>>
  /** Whether to ask the server if nobody has yet. */
  asks?: boolean
}

/** Says what the key cannot do on this screen; nothing if it can do everything or its scopes are unknown. */
export function MissingScopes({ connection, effects, asks = false }: Props) {
  const { data } = useQuery({ ...accountQueries.key(connection), enabled: asks, retry: false })
  const missing = Object.entries(effects).filter(([scope]) => data !== undefined && isKnownToLack(data.scopes, scope))
  return missing.map(([scope, effect]) => (
    <Notice key={scope} role="status">
      {`The key lacks ${scope}, so ${effect}. Add it to the key in PostHog under Settings > Personal API keys.`}
    </Notice>
  ))
}
