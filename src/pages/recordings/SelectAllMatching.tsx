import { useEffect, useRef, useState } from 'react'
import { asApiError } from '#api/http/errors.ts'
import { walkRows } from '#api/http/walkPages.ts'
import type { RecordingFilters } from '#api/recordings/recordingFilters.ts'
import { listRecordings, type Recording } from '#api/recordings/recordings.ts'
import type { Connection } from '#storage/connections.ts'
import { formatNumber } from '#lib/format.ts'
import type { Slice } from '#lib/slice.ts'
import { Button } from '#ui/Button.tsx'
import { Text } from '#ui/layout.tsx'

/** 20 requests. More are better deleted or exported in steps. */
const maxSelected = 2000

type Props = {
  connection: Connection
  question: RecordingFilters
  /** The server's count; null if it gives none. */
  total: number | null
  onSelect: (rows: readonly Recording[]) => void
}

/** Reads the other pages of the list and selects their rows. Nothing is selected if that is cancelled or fails. */
export function SelectAllMatching({ connection, question, total, onSelect }: Props) {
  const [found, setFound] = useState<number | null>(null)
  const [message, setMessage] = useState('')
  const walk = useRef<AbortController>(null)
  useEffect(() => () => walk.current?.abort(), [])

  async function select() {
    const { signal } = (walk.current = new AbortController())
    const background = { label: 'Selecting recordings', signal }
    const read = (slice: Slice) => listRecordings(connection, slice, question, { signal, background })
    const pages = walkRows(read, signal, { maxCount: maxSelected })
    setFound(0)
    setMessage('')
    try {
      for await (const { rows, progress } of pages) {
        if (signal.aborted) return
        setFound(rows.length)
        if (progress.kind === 'complete' || progress.kind === 'stopped') onSelect(rows)
        if (progress.kind === 'complete') setMessage('All that match are selected.')
        if (progress.kind === 'stopped') setMessage(`Only the first ${formatNumber(maxSelected)} that match are selected.`)
      }
    } catch (error) {
      if (!signal.aborted) setMessage(`Couldn’t select all. ${asApiError(error).message}`)
    }
    setFound(null)
  }

  function cancel() {
    walk.current?.abort()
    setFound(null)
  }

  if (found === null && message === '') {
    return (
      <Button variant="subtle" onClick={() => void select()}>
        {`Select all ${total === null ? '' : `${formatNumber(total)} `}that match`}
      </Button>
    )
  }
  return (
    <>
      <Text as="span" size="sm" tone="dimmed" numeric role="status">
        {found === null ? message : `Reading the list: ${formatNumber(found)} found…`}
      </Text>
      {found !== null && (
        <Button variant="subtle" onClick={cancel}>
          Cancel
        </Button>
      )}
    </>
  )
}
