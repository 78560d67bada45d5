import type { ScanRequest } from '#storage/scan.ts'
import { ScanForm } from './ScanForm.tsx'
import { Stack, Text } from '#ui/layout.tsx'
import classes from './SharingPage.module.css'

export function FirstScan({ onStart }: { onStart: (request: ScanRequest) => void }) {
  return (
    <Stack as="section" gap={16} className={classes['first']} aria-labelledby="first-scan">
      <Text as="h2" size="lg" id="first-scan">
        Find public recordings
      </Text>
      <Text size="sm" tone="dimmed">
        PostHog doesn’t list public recordings or log who shared them. A scan finds every recording that may be public, checks its
        link and saves the result in this browser. It changes nothing.
      </Text>
      <ScanForm onStart={onStart} />
    </Stack>
  )
}
