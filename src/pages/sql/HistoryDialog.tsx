import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import type { Connection } from '#storage/connections.ts'
import { entriesOf, maxEntries, type QueryEntry, queryHistory, useQueryHistory, withoutEntries } from '#storage/queryHistory.ts'
import { cutText } from '#lib/cutText.ts'
import { ConfirmButton } from '#ui/ConfirmButton.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { RelativeTime } from '#ui/RelativeTime.tsx'
import { useNow } from '#ui/useNow.ts'
import { Row, Stack, Text } from '#ui/layout.tsx'
import { LineList } from '#ui/LineList.tsx'
import classes from './SqlPage.module.css'
import { Button } from '#ui/Button.tsx'
import { TextInput } from '#ui/fields.tsx'
import { counted } from '#lib/format.ts'

type Props = { connection: Connection; onUse: (query: string) => void; onClose: () => void }

/** Search covers the whole text. */
const shownCharacters = 400

export function HistoryDialog({ connection, onUse, onClose }: Props) {
  const entries = entriesOf(useQueryHistory(), connection)
  const [search, setSearch] = useState('')
  const now = useNow(30_000)
  const searchText = search.trim().toLowerCase()
  const matches = searchText === '' ? entries : entries.filter(({ text }) => text.toLowerCase().includes(searchText))
  return (
    <Dialog title="History" wide onClose={onClose}>
      {(close) => (
        <Stack gap={12}>
          <Text size="sm" tone="dimmed">
            Queries you ran in this browser and drafts you replaced, up to {maxEntries} for this project. Results aren’t saved.
          </Text>
          {entries.length > 0 && (
            <TextInput
              type="search"
              size="xs"
              data-autofocus
              aria-label="Search history"
              placeholder="Table, column, word…"
              leftSection={<IconSearch size={14} aria-hidden />}
              value={search}
              onChange={(event) => setSearch(event.currentTarget.value)}
            />
          )}
          {matches.length === 0 ? (
            <Text size="sm" tone="dimmed" className={classes['nothing']}>
              {entries.length === 0 ? 'No queries yet.' : 'No matching queries.'}
            </Text>
          ) : (
            <LineList className={classes['entries']} aria-label="Queries">
              {matches.map((entry) => (
                <HistoryEntry
                  key={entry.id}
                  entry={entry}
                  zone={connection.zone}
                  now={now}
                  onUse={() => {
                    close()
                    onUse(entry.text)
                  }}
                />
              ))}
            </LineList>
          )}
          <Row justify="flex-end" wrap>
            {entries.length > 0 && (
              <ConfirmButton
                variant="subtle"
                confirmLabel={`Delete ${counted(entries.length, 'query', 'queries')}`}
                onConfirm={() => queryHistory.set((history) => withoutEntries(history, connection))}
              >
                Clear history
              </ConfirmButton>
            )}
            <Button variant="default" onClick={close}>
              Close
            </Button>
          </Row>
        </Stack>
      )}
    </Dialog>
  )
}

type EntryProps = { entry: QueryEntry; zone: string | null; now: number; onUse: () => void }

function HistoryEntry({ entry: { text, at: time, ran }, zone, now, onUse }: EntryProps) {
  return (
    <li>
      <pre className={classes['entry']}>{cutText(text, shownCharacters)}</pre>
      <Row justify="space-between" className={classes['entryFoot']}>
        <Text as="span" size="xs" tone="dimmed">
          {ran ? 'Run' : 'Set aside'} <RelativeTime at={new Date(time)} zone={zone} now={now} />
        </Text>
        <Button variant="default" onClick={onUse}>
          Use query
        </Button>
      </Row>
    </li>
  )
}
