import { lazy, Suspense, useEffect, useEffectEvent, useState } from 'react'
import { useSettings } from '#storage/connections.ts'

const SqlKeysList = lazy(() => import('./SqlKeysList.tsx').then((part) => ({ default: part.SqlKeysList })))

const fields = 'input, textarea, select, [contenteditable]'

/** The editor is in a shadow root, so the event target of the page is not the field. */
function isIgnored(event: KeyboardEvent): boolean {
  const [target] = event.composedPath()
  const isField = target instanceof Element && target.closest(fields) !== null
  return isField || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]') !== null
}

/** Off in Settings with the other single-key shortcuts (WCAG 2.1.4). */
export function SqlKeys() {
  const { shortcuts } = useSettings()
  const [isOpen, setOpen] = useState(false)

  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== '?' || isIgnored(event)) return
    event.preventDefault()
    setOpen(true)
  })

  useEffect(() => {
    if (!shortcuts) return
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [shortcuts])

  return (
    <>
      <span hidden data-own-shortcuts />
      {isOpen && (
        <Suspense>
          <SqlKeysList onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
