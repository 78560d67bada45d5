import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Connection } from '#storage/connections.ts'
import { linkEnd } from '#storage/activityLog.ts'
import { saveReview } from '#features/shareInventory/saveReview.ts'
import { personOf, type Share } from '#features/shareInventory/inventoryView.ts'
import { proposedUntil } from '#features/shareInventory/reviewState.ts'
import { localDay } from '#lib/localDay.ts'
import { formatDate } from '#lib/instant.ts'
import { Form } from '#ui/Form.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { Text } from '#ui/layout.tsx'
import { DialogActions } from '#ui/DialogActions.tsx'
import { Button } from '#ui/Button.tsx'
import { TextInput } from '#ui/fields.tsx'

const maxReasonLength = 300

export function ReviewDialog({ connection, share, onClose }: { connection: Connection; share: Share; onClose: () => void }) {
  const queryClient = useQueryClient()
  const { row, review, reviewState } = share
  const end = linkEnd(row.token)
  const expiresAt = row.details?.expiresAt ?? null
  const [today] = useState(() => localDay(Date.now()))
  const [until, setUntil] = useState(() =>
    reviewState === 'kept' && review ? review.until : proposedUntil(Date.now(), expiresAt),
  )
  const [because, setBecause] = useState(review?.because ?? '')
  const [problem, setProblem] = useState<string | null>(null)
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(until) && until >= today

  async function save(decision: { until: string; because: string } | null, close: () => void) {
    try {
      await saveReview(queryClient, connection, row, decision)
      close()
    } catch {
      setProblem('This browser couldn’t save the review.')
    }
  }

  return (
    <Dialog title="Review public link" onClose={onClose}>
      {(close) => (
        <Form
          onSubmit={() => {
            if (isDay) void save({ until, because: because.trim() }, close)
          }}
        >
          <Text size="sm" tone="dimmed" breaks>
            <bdi>{personOf(row) ?? row.id}</bdi>
            {end !== null && `, link …${end}`}.
            {reviewState === 'lapsed' && ' The earlier review was for another link and no longer applies.'}
          </Text>
          <TextInput
            type="date"
            label="Approved until"
            min={today}
            value={until}
            error={isDay ? undefined : 'Choose today or a later date.'}
            onChange={(event) => setUntil(event.currentTarget.value)}
          />
          <TextInput
            label="Reason"
            placeholder="Linked from the checkout help page"
            maxLength={maxReasonLength}
            value={because}
            onChange={(event) => setBecause(event.currentTarget.value)}
          />
          <Text size="sm" tone="dimmed" breaks>
            {expiresAt !== null && `PostHog deletes this recording on ${formatDate(expiresAt, connection.zone)}. `}
            Reminder only, stored in this browser. The link won’t expire by itself.
          </Text>
          {problem && (
            <Text size="sm" tone="danger" breaks role="alert">
              {problem}
            </Text>
          )}
          <DialogActions>
            {review && (
              <Button variant="subtle" color="red" onClick={() => void save(null, close)}>
                Remove review
              </Button>
            )}
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
            <Button type="submit" disabled={!isDay}>
              Save
            </Button>
          </DialogActions>
        </Form>
      )}
    </Dialog>
  )
}
