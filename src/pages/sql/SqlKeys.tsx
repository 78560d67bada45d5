import { lazy, Suspense, useEffect, useEffectEvent, useState } from 'react'
import { useSettings } from '#storage/connections.ts'

const SqlKeysList = lazy(() => import('./SqlKeysList.tsx').then((part) => ({ default: part.SqlKeysList })))

const fields = 'input, textarea, select, [contenteditable]'

/** The editor lies in a shadow root, so what was pressed is asked for, not what the page is told. */
function isIgnored(event: KeyboardEvent): boolean {
  const [target] = event.composedPath()
  const isField = target instanceof Element && target.closest(fields) !== null
  return isField || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]') !== null
}

/** `?` lists the keys of this screen. It can be switched off in Settings with the other single keys (WCAG 2.1.4). */
export function SqlKeys() {
  const { shortcuts } = useSettings()
  const [isOpen, setOpen] = useState(false)

  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== '?' || isIgnored(event)) return
    event.preventDefault()
    setOpen(true)
  })

  // Talks to the document: the key is pressed wherever the focus is.
  useEffect(() => {
    if (!shortcuts) return
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [shortcuts])

  return (
    isOpen && (
      <Suspense>
        <SqlKeysList onClose={() => setOpen(false)} />
      </Suspense>
    )
  )
}
