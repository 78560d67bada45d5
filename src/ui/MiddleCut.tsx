import { Hint } from './Hint.tsx'
import classes from './MiddleCut.module.css'

/** Text in the monospace stack that loses its middle when it is too long, so that both ends show; whole in a hint. */
export function MiddleCut({ text, tail = 10, focusable = true }: { text: string; tail?: number; focusable?: boolean }) {
  if (text.length <= tail * 2) return <span className={classes['whole']}>{text}</span>
  return (
    <Hint lines={[text.length > 600 ? `${text.slice(0, 600)}…` : text]} focusable={focusable} className={classes['cut'] ?? ''}>
      <span className={classes['head']}>{text.slice(0, Math.min(text.length - tail, 300))}</span>
      <span className={classes['tail']}>{text.slice(-tail)}</span>
    </Hint>
  )
}
