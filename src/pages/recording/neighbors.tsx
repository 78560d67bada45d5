import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useLocation, useNavigate } from 'react-router-dom'
import { watchFrom } from '#features/recording/firstMatch.ts'
import { findNeighbors } from '#features/recording/findNeighbors.ts'
import type { Neighbors } from '#features/replay/screen/replaySubject.ts'
import { paths } from '#lib/paths.ts'
import type { Connection } from '#storage/connections.ts'
import { Button } from '#ui/Button.tsx'
import { Row } from '#ui/layout.tsx'

/** How to go to the recordings above and below in the list that this one was opened from. */
export function useNeighbors(connection: Connection, recordingId: string): Neighbors {
  const { state } = useLocation()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const { previous, next } = findNeighbors(queryClient, connection, recordingId)
  const goTo = (id: string | null) => {
    if (id === null) return undefined
    const from = watchFrom(queryClient, connection, id)
    return () => void navigate(`${paths.recording(connection.projectId, id)}${from > 0 ? `?t=${from}` : ''}`, { state })
  }
  return { onPrevious: goTo(previous), onNext: goTo(next) }
}

/** Missing if no neighbor is known, as after opening a link. */
export function NeighborButtons({ onPrevious, onNext }: Neighbors) {
  if (!onPrevious && !onNext) return null
  return (
    <Row>
      <NeighborButton label="Previous recording" onClick={onPrevious} leftSection={<IconChevronLeft size={14} aria-hidden />} />
      <NeighborButton label="Next recording" onClick={onNext} rightSection={<IconChevronRight size={14} aria-hidden />} />
    </Row>
  )
}

type NeighborButtonProps = { label: string; onClick: (() => void) | undefined; leftSection?: ReactNode; rightSection?: ReactNode }

/** Stays focusable at the end of the list. */
function NeighborButton({ label, onClick, ...sections }: NeighborButtonProps) {
  const isDisabled = onClick === undefined || undefined
  return (
    <Button variant="default" aria-disabled={isDisabled} data-disabled={isDisabled} onClick={onClick} {...sections}>
      {label}
    </Button>
  )
}
