import { type ComponentType, lazy } from 'react'
import { afterFirstContent } from '#lib/firstContent.ts'

function RenderNothing(): null {
  return null
}

/**
 * A part that comes after the first content of the screen and that the screen can do without: where its code does not come, its
 * place stays empty.
 */
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
