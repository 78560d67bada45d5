import { IconCheck, IconCopy, IconX } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { copyText } from './copyText.ts'
import { Button } from './Button.tsx'
import classes from './CopyButton.module.css'
import { VisuallyHidden } from './VisuallyHidden.tsx'

type Props = {
  label: string
  /** Called on press only, since the text may be long. */
  text: () => string
  /** Shows only the icon; the label becomes the accessible name. */
  compact?: boolean
}

const shownMs = 2000
const icons = { idle: IconCopy, copied: IconCheck, failed: IconX }
const outcomes = { idle: '', copied: 'Copied', failed: 'Copy failed' }

/** Copies a text and shows for two seconds whether it worked. */
export function CopyButton({ label, text, compact = false }: Props) {
  const [outcome, setOutcome] = useState<keyof typeof icons>('idle')
  const Icon = icons[outcome]

  useEffect(() => {
    if (outcome === 'idle') return
    const timer = setTimeout(() => setOutcome('idle'), shownMs)
    return () => clearTimeout(timer)
  }, [outcome])

  const copy = async () => setOutcome((await copyText(text())) ? 'copied' : 'failed')
  const caption = outcomes[outcome] || label
  return (
    <>
      <Button
        variant={compact ? 'subtle' : 'default'}
        color="gray"
        className={compact ? classes['compact'] : undefined}
        aria-label={label}
        title={compact ? caption : undefined}
        leftSection={compact ? undefined : <Icon size={14} aria-hidden />}
        onClick={() => void copy()}
      >
        {compact ? <Icon size={14} aria-hidden /> : caption}
      </Button>
      <VisuallyHidden role="status">{outcomes[outcome]}</VisuallyHidden>
    </>
  )
}
