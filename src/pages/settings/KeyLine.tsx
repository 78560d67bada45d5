import { Fact } from '#ui/FactList.tsx'
import { useState } from 'react'
import type { Connection } from '#storage/connections.ts'
import { Row, Text } from '#ui/layout.tsx'
import { Button } from '#ui/Button.tsx'

/** The key is in the page only while it is shown. */
export function KeyLine({ connection: { key, keyKept } }: { connection: Connection }) {
  const [shown, setShown] = useState(false)
  const storageText = keyKept === 'device' ? 'saved on this device' : 'in this tab only'
  return (
    <Fact name="Personal API key">
      <Row gap="4px 12px" wrap>
        {key === '' ? 'Not available in this tab' : shown ? <code>{key}</code> : '••••••••'}
        <Text as="span" size="xs" tone="dimmed">
          {key === '' ? '' : storageText}
        </Text>
        {key !== '' && (
          <Button size="compact-xs" variant="default" onClick={() => setShown(!shown)}>
            {shown ? 'Hide key' : 'Show key'}
          </Button>
        )}
      </Row>
    </Fact>
  )
}
