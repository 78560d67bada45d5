import { useEffect, useEffectEvent } from 'react'
import { useSettings } from '#storage/connections.ts'

type Actions = {
  onOpen: (id: string) => void
  onToggle: (id: string) => void
  onHelp: () => void
}

function rowsOnScreen(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('tr[data-row]')]
}

function focusedRow(): HTMLElement | null {
  return document.activeElement?.closest<HTMLElement>('tr[data-row]') ?? null
}

function move(by: 1 | -1) {
  const rows = rowsOnScreen()
  const focused = focusedRow()
  const index = focused ? rows.indexOf(focused) + by : by === 1 ? 0 : rows.length - 1
  rows[Math.max(0, Math.min(rows.length - 1, index))]?.focus()
}

function openFilters() {
  const button = document.querySelector<HTMLElement>('#add-filter')
  button?.focus() // where the focus returns
  button?.click()
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]') !== null
  )
}

/**
 * Keyboard shortcuts of the table. They don't fire inside a field or while a dialog is open, and single letters can be turned
 * off in Settings (WCAG 2.1.4).
 */
export function TableShortcuts(actions: Actions) {
  const { shortcuts } = useSettings()

  const press = useEffectEvent((event: KeyboardEvent) => {
    const isModified = event.ctrlKey || event.metaKey || event.altKey
    const isBusy = document.querySelector('[role=dialog], dialog[open], :popover-open') !== null
    if (event.defaultPrevented || isModified || isBusy || isTyping(event.target)) return
    const id = focusedRow()?.dataset['row']
    const isOnRow = event.target instanceof HTMLTableRowElement
    const done = () => event.preventDefault()
    if (isOnRow && event.key === 'ArrowDown') return (done(), move(1))
    if (isOnRow && event.key === 'ArrowUp') return (done(), move(-1))
    if (isOnRow && event.key === 'Enter' && id) return (done(), actions.onOpen(id))
    if (!shortcuts) return
    if (event.key === 'j') return (done(), move(1))
    if (event.key === 'k') return (done(), move(-1))
    if (event.key === 'x' && id) return (done(), actions.onToggle(id))
    if (event.key === '/') return (done(), document.querySelector<HTMLElement>('#find')?.focus())
    if (event.key === 'f') return (done(), openFilters())
    if (event.key === '?') return (done(), actions.onHelp())
  })

  useEffect(() => {
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])

  return null
}
