import { lazy, Suspense, useEffect, useEffectEvent, useState } from 'react'
import { lockVault } from '#api/requestWorker/callVault.ts'
import { useSettings } from '#storage/connections.ts'
import { vaultState } from '#storage/vaultState.ts'

const ShortcutsHelp = lazy(() => import('./ShortcutsHelp.tsx').then((part) => ({ default: part.ShortcutsHelp })))

function rowsOnScreen(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('main tr[data-row]')]
}

function focusedRow(): HTMLElement | null {
  return document.activeElement?.closest<HTMLElement>('tr[data-row]') ?? null
}

function checkboxOf(row: HTMLElement | null): HTMLInputElement | null {
  return row?.querySelector<HTMLInputElement>('[type=checkbox]') ?? null
}

function select(row: HTMLElement | null) {
  const checkbox = checkboxOf(row)
  if (checkbox && !checkbox.checked) checkbox.click()
}

function move(by: 1 | -1, isRange: boolean) {
  const rows = rowsOnScreen()
  const focused = focusedRow()
  const index = focused ? rows.indexOf(focused) + by : by === 1 ? 0 : rows.length - 1
  const next = rows[Math.max(0, Math.min(rows.length - 1, index))] ?? null
  if (isRange) {
    select(focused)
    select(next)
  }
  next?.focus()
}

/** The field that finds rows on this screen, and the button that adds a filter. */
const findField = () => document.querySelector<HTMLElement>('#find, main input[type=search]')
const filterButton = () => document.querySelector<HTMLElement>('#add-filter')

function addFilter() {
  filterButton()?.focus() // where the focus returns
  filterButton()?.click()
}

function isUnlocked(): boolean {
  return vaultState.get()?.isUnlocked ?? false
}

function isTyping(target: EventTarget | undefined): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]') !== null
  )
}

/**
 * Keys of every table. They don't fire inside a field or while a dialog is open, and single letters can be turned off in Settings
 * (WCAG 2.1.4). Screens with keys of their own, marked `data-own-shortcuts`, list them themselves.
 */
export function Shortcuts() {
  const { shortcuts } = useSettings()
  const [isHelpOpen, setHelpOpen] = useState(false)

  function act(event: KeyboardEvent): (() => void) | undefined {
    const row = focusedRow()
    const isOnRow = event.target instanceof HTMLTableRowElement && row !== null
    if (isOnRow && event.key === 'ArrowDown') return () => move(1, event.shiftKey)
    if (isOnRow && event.key === 'ArrowUp') return () => move(-1, event.shiftKey)
    if (isOnRow && event.key === 'Enter') return () => row.click()
    if (!shortcuts) return undefined
    if (event.key === '?' && document.querySelector('[data-own-shortcuts]') === null) return () => setHelpOpen(true)
    if (event.key === 'L' && event.shiftKey && isUnlocked()) return lockVault
    if (event.key === '/' && findField()) return () => findField()?.focus()
    if (event.key === 'f' && filterButton()) return addFilter
    if (rowsOnScreen().length === 0) return undefined
    if (event.key === 'j') return () => move(1, false)
    if (event.key === 'k') return () => move(-1, false)
    return event.key === 'x' && row ? () => checkboxOf(row)?.click() : undefined
  }

  const press = useEffectEvent((event: KeyboardEvent) => {
    const isModified = event.ctrlKey || event.metaKey || event.altKey
    const isBusy = document.querySelector('[role=dialog], dialog[open], :popover-open') !== null
    if (event.defaultPrevented || isModified || isBusy || isTyping(event.composedPath()[0])) return // the SQL editor is in a shadow root
    const action = act(event)
    if (!action) return
    event.preventDefault()
    action()
  })

  useEffect(() => {
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])

  if (!isHelpOpen) return null
  return (
    <Suspense>
      <ShortcutsHelp
        onClose={() => setHelpOpen(false)}
        rows={rowsOnScreen().length > 0}
        menus={document.querySelector('[data-menu]') !== null}
        find={findField() !== null}
        filters={filterButton() !== null}
        lock={isUnlocked()}
      />
    </Suspense>
  )
}
