import { createElement, type HTMLAttributes, type JSX, type Ref, type SubmitEventHandler } from 'react'
import classes from './layout.module.css'

type Look = {
  size?: 'xs' | 'sm' | 'md' | 'lg' | undefined
  tone?: 'dimmed' | 'quiet' | 'success' | 'warning' | 'danger' | undefined
  strong?: boolean | undefined
  /** Digits of equal width. */
  numeric?: boolean | undefined
  mono?: boolean | undefined
  /** Breaks words that don't fit. */
  breaks?: boolean | undefined
  /** One line, which ends with an ellipsis if it doesn't fit. */
  cut?: boolean | undefined
  block?: boolean | undefined
  /** Has a border around it. */
  frame?: boolean | undefined
  /** Keeps its size in a flex container. */
  fixed?: boolean | undefined
}

type Props = Look &
  Omit<HTMLAttributes<HTMLElement>, 'onSubmit'> & {
    as?: keyof JSX.IntrinsicElements
    ref?: Ref<HTMLElement> | undefined
    htmlFor?: string
    dateTime?: string
    type?: 'button'
    disabled?: boolean
    onSubmit?: SubmitEventHandler<HTMLFormElement>
    noValidate?: boolean
  }

type FlexProps = Props & {
  /** In pixels, or as in CSS: "8px 16px" for rows and columns. 8 by default. */
  gap?: number | string
  align?: 'start' | 'end' | 'center' | 'baseline' | 'stretch'
  justify?: 'center' | 'space-between' | 'flex-end'
  wrap?: boolean
}

const flags = ['strong', 'numeric', 'mono', 'breaks', 'cut', 'block', 'frame', 'fixed'] as const

function element(base: string, as: keyof JSX.IntrinsicElements, { size, tone, className, ...props }: Props) {
  const { strong, numeric, mono, breaks, cut, block, frame, fixed, ...rest } = props
  const on = { strong, numeric, mono, breaks, cut, block, frame, fixed }
  const names = [base, size, tone, ...flags.filter((flag) => on[flag])].map((name) => name && classes[name])
  return createElement(as, { ...rest, className: [...names, className].filter(Boolean).join(' ') })
}

/** Text in the sizes and colors of the product; a paragraph unless `as` says otherwise. Its own classes override the rest. */
export function Text({ as = 'p', ...props }: Props) {
  return element('text', as, props)
}

function flex(base: string, { as = 'div', gap, align, justify, wrap, style, ...props }: FlexProps) {
  const ownStyle = { gap, alignItems: align, justifyContent: justify, flexWrap: wrap ? ('wrap' as const) : undefined, ...style }
  return element(base, as, { ...props, style: ownStyle })
}

/** Children in a line, centered on each other. */
export function Row(props: FlexProps) {
  return flex('row', props)
}

/** As `Row`, within a line of text. */
export function InlineRow({ as = 'span', ...props }: FlexProps) {
  return flex('inlineRow', { as, ...props })
}

/** Children below each other, as wide as their container. */
export function Stack(props: FlexProps) {
  return flex('stack', props)
}

/** Moves the rest of a `Row` to its end. */
export function Spacer() {
  return <span className={classes['spacer']} />
}
