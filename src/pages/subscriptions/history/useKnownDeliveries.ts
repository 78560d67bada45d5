import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { ApiConnection } from '#storage/connections.ts'
import { deliveryQueries, type LastDelivery } from '#api/subscriptions/subscriptionDeliveries.ts'

/** Cached last deliveries by subscription ID. */
export type KnownDeliveries = ReadonlyMap<string, LastDelivery>

type ProjectRef = Pick<ApiConnection, 'id' | 'projectId'>

/** Groups updates, in milliseconds; longer if each redraw is expensive. */
const batchMs = 50
const largeBatchMs = 1000
const largeBatch = 500

function readKnown(client: QueryClient, connection: ProjectRef): KnownDeliveries {
  const cached = client.getQueriesData<LastDelivery>({ queryKey: deliveryQueries.lasts(connection) })
  return new Map(cached.flatMap(([key, known]) => (known ? [[String(key.at(-1)), known] as const] : [])))
}

/** Reads the cache only and sends no requests. */
export function useKnownDeliveries(connection: ApiConnection): KnownDeliveries {
  const client = useQueryClient()
  const { id, projectId } = connection
  const [known, setKnown] = useState(() => readKnown(client, connection))

  // Every cached response may bring another delivery.
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let wait = batchMs
    const project = { id, projectId }
    function read() {
      timer = undefined
      const next = readKnown(client, project)
      wait = next.size > largeBatch ? largeBatchMs : batchMs
      setKnown(next)
    }
    read()
    const unsubscribe = client.getQueryCache().subscribe(({ type, query: { queryKey } }) => {
      const isAbout = queryKey.includes('last delivery')
      if (isAbout && (type === 'updated' || type === 'removed')) timer ??= setTimeout(read, wait)
    })
    return () => {
      clearTimeout(timer)
      unsubscribe()
    }
  }, [client, id, projectId])

  return known
}
