import type { ComponentProps, CSSProperties, ReactNode } from 'react'
import { Link, type LinkProps } from 'react-router-dom'
import classes from './Button.module.css'
import { customProperties } from './customProperties.ts'

/**
 * Plain elements, because each of Mantine's buttons costs a slow computer a millisecond: see docs/decisions/019-first-rows.md.
 */
type Appearance = {
  variant?: 'filled' | 'default' | 'subtle' | 'outline' | 'light'
  color?: 'red' | 'gray' | undefined
  size?: 'sm' | 'xs' | 'compact-sm' | 'compact-xs'
}

type IconAppearance = {
  variant?: 'filled' | 'default' | 'subtle'
  color?: 'iris' | 'gray'
  /** Width and height in pixels. */
  size?: number
}

type Sections = { leftSection?: ReactNode; rightSection?: ReactNode }

function joined(...names: (string | undefined)[]): string {
  return names.filter(Boolean).join(' ')
}

function appearance({ variant = 'filled', color, size = 'xs', className }: Appearance & { className?: string | undefined }) {
  return { className: joined(classes['button'], className), 'data-variant': variant, 'data-color': color, 'data-size': size }
}

function iconAppearance({ variant = 'subtle', color = 'gray', size = 30, className, style }: IconAppearance & Styled) {
  return {
    className: joined(classes['button'], classes['icon'], className),
    style: size === 30 ? style : { ...style, ...customProperties({ '--icon-button': `${size}px` }) },
    'data-variant': variant,
    'data-color': color,
  }
}

type Styled = { className?: string | undefined; style?: CSSProperties | undefined }
type ButtonProps = Omit<ComponentProps<'button'>, 'color'> & { loading?: boolean }

function PlainButton({ loading = false, disabled, ...props }: ButtonProps) {
  return <button type="button" {...props} data-loading={loading || undefined} disabled={disabled || loading} />
}

export function Button(props: Appearance & Sections & ButtonProps) {
  const { variant, color, size, leftSection, rightSection, className, children, ...rest } = props
  return (
    <PlainButton {...rest} {...appearance({ variant, color, size, className })}>
      {leftSection}
      {children}
      {rightSection}
    </PlainButton>
  )
}

/** A link to another screen that looks like a button. */
export function ButtonLink(props: Appearance & Sections & LinkProps) {
  const { variant, color, size, leftSection, rightSection, className, children, ...rest } = props
  return (
    <Link {...rest} {...appearance({ variant, color, size, className })}>
      {leftSection}
      {children}
      {rightSection}
    </Link>
  )
}

/** A link to another site, or within the page, that looks like a button. */
export function ButtonAnchor(props: Appearance & Sections & Omit<ComponentProps<'a'>, 'color'>) {
  const { variant, color, size, leftSection, rightSection, className, children, ...rest } = props
  return (
    <a {...rest} {...appearance({ variant, color, size, className })}>
      {leftSection}
      {children}
      {rightSection}
    </a>
  )
}

type Named = { 'aria-label': string }

export function IconButton({ variant, color, size, className, style, ...rest }: IconAppearance & Named & ButtonProps) {
  return <PlainButton {...rest} {...iconAppearance({ variant, color, size, className, style })} />
}

export function IconLink({ variant, color, size, className, style, ...rest }: IconAppearance & Named & LinkProps) {
  return <Link {...rest} {...iconAppearance({ variant, color, size, className, style })} />
}

export function IconAnchor(props: IconAppearance & Named & Omit<ComponentProps<'a'>, 'color'>) {
  const { variant, color, size, className, style, children, ...rest } = props
  return (
    <a {...rest} {...iconAppearance({ variant, color, size, className, style })}>
      {children}
    </a>
  )
}
