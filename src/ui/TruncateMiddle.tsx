import { cutText, withoutOverrides } from '#lib/cutText.ts'
import classes from './TruncateMiddle.module.css'

type Props = {
  text: string
  /** Shown in the tooltip instead of the text. */
  whole?: string
  /** How many of the last characters always show. */
  tail?: number
  /** Whether it is a tab stop; use false within a link or a button. */
  focusable?: boolean
  /** Renders a link to another site. */
  href?: string
}

/** Monospace text that is cut in the middle, with the whole text in a tooltip. */
export function TruncateMiddle({ text: raw, whole, tail = 10, focusable = true, href }: Props) {
  const text = withoutOverrides(raw)
  const isCut = text.length > tail * 2
  const props = {
    className: classes[isCut ? 'cut' : 'whole'],
    'data-tooltip': isCut || whole !== undefined ? cutText(whole ?? text, 600) : undefined,
  }
  const content = isCut ? (
    <>
      <span className={classes['head']}>{text.slice(0, Math.min(text.length - tail, 300))}</span>
      {text.slice(-tail)}
    </>
  ) : (
    text
  )
  return href === undefined ? (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see Tooltip
    <span {...props} tabIndex={focusable && isCut ? 0 : undefined}>
      {content}
    </span>
  ) : (
    <a {...props} href={href} target="_blank" rel="noopener noreferrer">
      {content}
    </a>
  )
}
