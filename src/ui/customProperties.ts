import type { CSSProperties } from 'react'

/** React's types don't allow custom properties in `style`. */
export function customProperties(properties: Record<`--${string}`, string | number>): CSSProperties {
  return properties
}
