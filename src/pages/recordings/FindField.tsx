import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, lazy, Suspense, useEffect, useEffectEvent, useId, useRef, useState } from 'react'
import { useLocation, useNavigate } from 'react-router-dom'
import type { Connection } from '#storage/connections.ts'
import type { Recording } from '#api/recordings/recordings.ts'
import { isRecord } from '#lib/isRecord.ts'
import classes from './FindField.module.css'
import type { RecordingsSearchState } from './useRecordingsSearch.ts'

const FindList = lazy(() => import('./FindList.tsx').then(({ FindList: List }) => ({ default: List })))

/** Moves in the list or chooses from it. */
export type ListKeys = { onKey: (key: string) => void }

type Props = { connection: Connection; searchState: RecordingsSearchState; rows: readonly Recording[] }

/** Turns a person, a URL, an ID or an error text into a filter (WAI-ARIA combobox with a list). */
export function FindField({ connection, searchState, rows }: Props) {
  const listId = useId()
  const input = useRef<HTMLInputElement>(null)
  const list = useRef<ListKeys>(null)
  const [text, setText] = useState('')
  const [isOpen, setOpen] = useState(false)
  const [activeId, setActiveId] = useState<string>()
  const isShown = isOpen && text.trim() !== ''

  // A text from the command palette, once.
  const location = useLocation()
  const navigate = useNavigate()
  const receive = useEffectEvent(() => {
    const state: unknown = location.state
    const find = isRecord(state) ? state['find'] : null
    if (typeof find !== 'string') return
    void navigate(location, { replace: true, state: null })
    requestAnimationFrame(() => {
      setText(find)
      setOpen(true)
      input.current?.focus() // a new screen has taken it
    })
  })
  useEffect(() => receive(), [location.key])

  function press(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') {
      if (isShown || text !== '') event.preventDefault()
      setText('')
      setOpen(false)
      if (!isShown && text === '') input.current?.blur()
    } else if (isShown && ['ArrowDown', 'ArrowUp', 'Enter'].includes(event.key)) {
      event.preventDefault()
      list.current?.onKey(event.key)
    }
  }

  return (
    <div
      className={classes['find']}
      onBlur={({ currentTarget, relatedTarget }) => currentTarget.contains(relatedTarget) || setOpen(false)}
    >
      <IconSearch size={14} className={classes['icon']} aria-hidden />
      <input
        ref={input}
        id="find"
        type="search"
        role="combobox"
        className={classes['input']}
        aria-label="Find recordings"
        placeholder="Person, URL, ID or error text"
        autoComplete="off"
        spellCheck={false}
        maxLength={500}
        aria-autocomplete="list"
        aria-expanded={isShown}
        aria-controls={isShown ? listId : undefined}
        aria-activedescendant={isShown ? activeId : undefined}
        value={text}
        onFocus={() => setOpen(true)}
        onKeyDown={press}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setOpen(true)
        }}
      />
      {isShown && (
        <Suspense>
          <FindList
            id={listId}
            ref={list}
            text={text.trim()}
            connection={connection}
            rows={rows}
            onActive={setActiveId}
            onChoose={(change) => {
              setText('')
              setOpen(false)
              searchState.setFilters(change)
            }}
          />
        </Suspense>
      )}
    </div>
  )
}
