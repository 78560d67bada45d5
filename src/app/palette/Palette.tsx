import { useQueryClient } from '@tanstack/react-query'
import fuzzysort from 'fuzzysort'
import { useId, useState } from 'react'
import { useLocation, useNavigate } from 'react-router-dom'
import * as v from 'valibot'
import { idsIn } from '#lib/paths.ts'
import { readAs } from '#lib/readAs.ts'
import { stored } from '#lib/stored.ts'
import { useActiveConnection, useConnections } from '#storage/connections.ts'
import { Dialog } from '#ui/Dialog.tsx'
import { Text } from '#ui/layout.tsx'
import { useListBox } from '#ui/useListBox.ts'
import { type PaletteItem, paletteItems, textItems } from './paletteItems.ts'
import classes from './Palette.module.css'

const maxRecent = 5
const maxFound = 30

/** IDs of items, newest first. They hold nothing of a project. */
const recentItems = stored<string[]>({
  name: 'replay-desk-recent-commands',
  area: () => localStorage,
  empty: [],
  repair: (value) => ({ value: readAs(v.array(v.string()), value) ?? [], problem: null }),
})

function withoutSearch(items: readonly PaletteItem[]): PaletteItem[] {
  const recent = recentItems.get().flatMap((id) => items.find((item) => item.id === id) ?? [])
  const rest = items.filter((item) => !recent.includes(item))
  return [
    ...recent.map((item) => ({ ...item, group: 'Recent' })),
    ...rest.filter(({ group }) => group !== 'SQL templates'),
  ].slice(0, 60)
}

function search(items: readonly PaletteItem[], text: string): PaletteItem[] {
  return fuzzysort.go(text, items, { keys: ['name', 'group'], limit: maxFound, threshold: 0.3 }).map(({ obj }) => obj)
}

/** Goes to any screen, thing or action by a few letters of its name. Asks the server nothing. */
export function Palette({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Go to" onClose={onClose}>
      {(close) => <PaletteBody close={close} />}
    </Dialog>
  )
}

function PaletteBody({ close }: { close: () => void }) {
  const client = useQueryClient()
  const connection = useActiveConnection()
  const connections = useConnections()
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const listId = useId()
  const [text, setText] = useState('')
  const projectId = idsIn(pathname).projectId || connection?.projectId
  const context = {
    client,
    connection,
    connections,
    projectId,
    go: (path: string, state?: { find: string }) => void navigate(path, { state }),
  }
  const [items] = useState(() => paletteItems(context))
  const wanted = text.trim()
  const shown = wanted === '' ? withoutSearch(items) : [...search(items, wanted), ...textItems(wanted, context)]
  const { activeId, onKey, optionProps } = useListBox(listId, shown, ({ id, isLasting, run }) => {
    if (isLasting) recentItems.set((ids) => [id, ...ids.filter((one) => one !== id)].slice(0, maxRecent))
    close()
    run()
  })
  return (
    <>
      <input
        className={classes['input']}
        type="search"
        role="combobox"
        aria-label="Search screens, actions and people"
        placeholder="Screen, action, person, recording ID…"
        aria-autocomplete="list"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={activeId}
        data-autofocus
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (!event.nativeEvent.isComposing && onKey(event.key)) event.preventDefault()
        }}
      />
      <div
        id={listId}
        role="listbox"
        aria-label="Results"
        className={classes['list']}
        ref={(list) => list?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })}
      >
        {shown.map((item) => (
          <div key={`${item.group} ${item.id}`} {...optionProps(item)}>
            <Text as="span" size="sm" cut>
              <bdi>{item.name}</bdi>
            </Text>
            <Text as="span" size="xs" tone="dimmed">
              {item.group}
            </Text>
          </div>
        ))}
      </div>
    </>
  )
}
