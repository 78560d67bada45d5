import { type ComponentType, lazy } from 'react'
import { afterFirstContent } from '#lib/firstContent.ts'

function RenderNothing(): null {
  return null
}

/** A lazy component that loads after the first content of the screen and renders nothing if its code doesn't load. */
export function optional<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  return lazy(async () => {
    await afterFirstContent()
    try {
      return { default: await load() }
    } catch {
      return { default: RenderNothing as ComponentType<Props> }
    }
  })
}
