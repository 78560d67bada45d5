import { IconCheck, IconLink, IconX } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { copyText } from '#ui/copyText.ts'
import { queryLink } from './queryLink.ts'
import { Button } from '#ui/Button.tsx'

const outcomes = {
  idle: ['Copy link with query', IconLink],
  copied: ['Copied', IconCheck],
  refused: ['Couldn’t copy', IconX],
  long: ['Too long for a link', IconX],
} as const

/** The only place that puts a query into a URL. */
export function LinkButton({ query, disabled }: { query: () => string; disabled: boolean }) {
  const [outcome, setOutcome] = useState<keyof typeof outcomes>('idle')
  const [label, Icon] = outcomes[outcome]

  useEffect(() => {
    if (outcome === 'idle') return
    const timer = setTimeout(() => setOutcome('idle'), 3000)
    return () => clearTimeout(timer)
  }, [outcome])

  async function copy() {
    const link = queryLink(window.location.origin + window.location.pathname, query())
    if (link === null) setOutcome('long')
    else setOutcome((await copyText(link)) ? 'copied' : 'refused')
  }

  return (
    <Button variant="default" leftSection={<Icon size={14} aria-hidden />} disabled={disabled} onClick={() => void copy()}>
      <span aria-live="polite">{label}</span>
    </Button>
  )
}
