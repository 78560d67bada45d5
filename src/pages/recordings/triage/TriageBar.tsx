import { IconArrowBackUp, IconBookmark, IconBookmarkFilled, IconChevronRight, IconX } from '@tabler/icons-react'
import type { Decision } from '#storage/triage.ts'
import { Button } from '#ui/Button.tsx'
import { Row } from '#ui/layout.tsx'

type Props = {
  decision: Decision['decision'] | null
  onDecide: (decision: Decision['decision']) => void
  onNext: (() => void) | undefined
  onUndo: () => void
}

function labelled(name: string, key: string) {
  return { 'aria-keyshortcuts': key, title: `${name} (${key})` }
}

/** What can be decided about the recording that plays. */
export function TriageBar({ decision, onDecide, onNext, onUndo }: Props) {
  return (
    <Row wrap role="toolbar" aria-label="Decision">
      <Button
        {...labelled('Keep', 'k')}
        aria-pressed={decision === 'kept'}
        leftSection={decision === 'kept' ? <IconBookmarkFilled size={14} aria-hidden /> : <IconBookmark size={14} aria-hidden />}
        onClick={() => onDecide('kept')}
      >
        Keep <kbd aria-hidden>k</kbd>
      </Button>
      <Button
        {...labelled('Skip', 's')}
        variant="default"
        aria-pressed={decision === 'skipped'}
        leftSection={<IconX size={14} aria-hidden />}
        onClick={() => onDecide('skipped')}
      >
        Skip <kbd aria-hidden>s</kbd>
      </Button>
      <Button
        {...labelled('Next', 'n')}
        variant="default"
        aria-disabled={onNext === undefined || undefined}
        data-disabled={onNext === undefined || undefined}
        rightSection={<IconChevronRight size={14} aria-hidden />}
        onClick={onNext}
      >
        Next <kbd aria-hidden>n</kbd>
      </Button>
      <Button
        {...labelled('Undo', 'z')}
        variant="subtle"
        leftSection={<IconArrowBackUp size={14} aria-hidden />}
        onClick={onUndo}
      >
        Undo <kbd aria-hidden>z</kbd>
      </Button>
    </Row>
  )
}
