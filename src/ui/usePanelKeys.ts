import { useEffect, useEffectEvent } from 'react'

type Actions = {
  onClose: () => void
  onPrevious: (() => void) | null
  onNext: (() => void) | null
  /** Whether single-letter shortcuts are on (WCAG 2.1.4). */
  shortcuts: boolean
}

const layers = 'dialog[open], :popover-open, [role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]'

/** Whether a key was pressed in the panel, or outside of all layers while there is none but the panel. */
function isForPanel(event: KeyboardEvent, panelId: string): boolean {
  if (event.defaultPrevented || !(event.target instanceof Element)) return false
  const layer = event.target.closest(layers)
  if (layer !== null) return layer.id === panelId
  return [...document.querySelectorAll(layers)].every(({ id }) => id === panelId)
}

function shortcutKey(event: KeyboardEvent): string | null {
  const isTyping = event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]') !== null
  return isTyping || event.ctrlKey || event.metaKey || event.altKey ? null : event.key
}

/** Esc closes the panel; j and k go to the next and the previous row if `shortcuts` is on. */
export function usePanelKeys(panelId: string, { onClose, onPrevious, onNext, shortcuts }: Actions) {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (!isForPanel(event, panelId)) return
    const key = shortcuts ? shortcutKey(event) : null
    const action = event.key === 'Escape' ? onClose : key === 'j' ? onNext : key === 'k' ? onPrevious : null
    if (action === null) return
    event.preventDefault()
    action()
  })

  // On the document, because the focused element may be gone.
  useEffect(() => {
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
}
