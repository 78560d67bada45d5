import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import { preciseClock } from '#lib/duration.ts'
import { Button } from '#ui/Button.tsx'
import { CopyButton } from '#ui/CopyButton.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { DialogActions } from '#ui/DialogActions.tsx'
import { download } from '#ui/download.ts'
import { Textarea } from '#ui/fields.tsx'
import { Stack, Text } from '#ui/layout.tsx'
import classes from './ReportDialog.module.css'
import { reportFileName, type ReportFacts, reportOf } from './report.ts'

type Props = { facts: ReportFacts; onClose: () => void }

export function ReportDialog({ facts, onClose }: Props) {
  const [note, setNote] = useState(facts.note)
  const text = reportOf({ ...facts, note })
  return (
    <Dialog title={`Report ${preciseClock(facts.at)}`} wide onClose={onClose}>
      {(close) => (
        <Stack gap={12}>
          <Textarea
            label="What went wrong"
            rows={3}
            resize="vertical"
            value={note}
            data-autofocus
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <Stack gap={4}>
            <Text size="sm" tone="dimmed">
              For a ticket or a message. It may contain personal data.
            </Text>
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must get in */}
            <Text as="pre" breaks frame tabIndex={0} aria-label="Report" className={classes['report']}>
              {text}
            </Text>
          </Stack>
          <DialogActions>
            <Button variant="subtle" color="gray" onClick={close}>
              Close
            </Button>
            <Button
              variant="default"
              leftSection={<IconDownload size={14} aria-hidden />}
              onClick={() => download(reportFileName(facts.recordingId, facts.at), 'text/markdown', text)}
            >
              Download
            </Button>
            <CopyButton label="Copy report" text={() => text} />
          </DialogActions>
        </Stack>
      )}
    </Dialog>
  )
}
