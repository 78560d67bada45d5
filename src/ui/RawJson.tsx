import { useMemo } from 'react'
import { CopyButton } from '#ui/CopyButton.tsx'
import { Row, Stack } from './layout.tsx'
import { Text } from './layout.tsx'
import classes from './RawJson.module.css'
import { formatNumber } from '#lib/format.ts'

/** More text would slow down the page; Copy always copies all of it. */
const maxShown = 100_000

export function RawJson({ raw }: { raw: unknown }) {
  const text = useMemo(() => JSON.stringify(raw, null, 2) ?? '', [raw])
  const isCut = text.length > maxShown
  return (
    <Stack>
      <Row gap={12} justify="space-between" size="xs" tone="dimmed">
        <span>
          {isCut ? `First ${formatNumber(maxShown)} of ${formatNumber(text.length)} characters` : 'Response from the server'}
        </span>
        <CopyButton label="Copy JSON" text={() => text} />
      </Row>
      {/* A box that scrolls must be reachable by keyboard (axe: scrollable-region-focusable). */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <Text as="pre" breaks frame className={classes['json']} tabIndex={0} role="group" aria-label="Raw JSON">
        {isCut ? text.slice(0, maxShown) : text}
      </Text>
    </Stack>
  )
}
