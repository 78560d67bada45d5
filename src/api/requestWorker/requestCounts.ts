/** What was sent to one origin for one page. `bytes` of response bodies, decompressed. */
export type RequestCount = { origin: string; requests: number; withKey: number; bytes: number }

const intervalMs = 250

/** Counts the requests of one page; `onChange` is called with all counts, at most four times a second. */
export function createRequestCounts() {
  const counts = new Map<string, RequestCount>()
  let onChange: ((all: RequestCount[]) => void) | null = null
  let timer: ReturnType<typeof setTimeout> | null = null

  function add(origin: string, more: Omit<RequestCount, 'origin'>) {
    const { requests, withKey, bytes } = counts.get(origin) ?? { requests: 0, withKey: 0, bytes: 0 }
    counts.set(origin, {
      origin,
      requests: requests + more.requests,
      withKey: withKey + more.withKey,
      bytes: bytes + more.bytes,
    })
    if (!onChange || timer !== null) return
    timer = setTimeout(() => {
      timer = null
      onChange?.([...counts.values()])
    }, intervalMs)
  }

  return {
    onSent: (url: string, hasKey: boolean) => add(new URL(url).origin, { requests: 1, withKey: hasKey ? 1 : 0, bytes: 0 }),
    onReceived: (url: string, bytes: number) => add(new URL(url).origin, { requests: 0, withKey: 0, bytes }),
    /** Reports the present counts, and then each change; null stops that. */
    watch(listener: ((all: RequestCount[]) => void) | null) {
      onChange = listener
      listener?.([...counts.values()])
    },
  }
}

export type RequestCounts = Pick<ReturnType<typeof createRequestCounts>, 'onSent' | 'onReceived'>
