import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { ApiConnection } from '#api/http/request.ts'
import { type Delivery, deliveryQueries, type LastDelivery } from '#api/subscriptions/subscriptionDeliveries.ts'

/** The newest delivery of those that somebody asked about, by id of the subscription; null where nothing was sent. */
export type KnownDeliveries = { byId: ReadonlyMap<string, Delivery | null>; isMissing: boolean }

type ProjectRef = Pick<ApiConnection, 'id' | 'projectId'>

/** Answers come in twos: so long they are gathered, in milliseconds; longer where each makes more to draw. */
const batchMs = 50
const largeBatchMs = 1000
const largeBatch = 500

function readKnown(client: QueryClient, connection: ProjectRef): KnownDeliveries {
  const cached = client.getQueriesData<LastDelivery>({ queryKey: deliveryQueries.lasts(connection) })
  const byId = new Map(cached.flatMap(([key, known]) => (known ? [[String(key.at(-1)), known.delivery] as const] : [])))
  return { byId, isMissing: client.getQueryData(deliveryQueries.missing(connection).queryKey) === true }
}

/** What is known by now of last deliveries, and whether the server was seen to keep none. Asks nothing. */
export function useKnownDeliveries(connection: ApiConnection): KnownDeliveries {
  const client = useQueryClient()
  const { id, projectId } = connection
  const [known, setKnown] = useState(() => readKnown(client, connection))

  // Talks to what is kept: each answer may tell of another delivery.
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let wait = batchMs
    const project = { id, projectId }
    function read() {
      timer = undefined
      const next = readKnown(client, project)
      wait = next.byId.size > largeBatch ? largeBatchMs : batchMs
      setKnown(next)
    }
    read()
    const unsubscribe = client.getQueryCache().subscribe(({ type, query: { queryKey } }) => {
      const isAbout = queryKey.includes('last delivery') || queryKey.includes('history missing')
      if (isAbout && (type === 'updated' || type === 'removed')) timer ??= setTimeout(read, wait)
    })
    return () => {
      clearTimeout(timer)
      unsubscribe()
    }
  }, [client, id, projectId])

  return known
}
