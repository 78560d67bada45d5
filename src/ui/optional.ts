import { type ComponentType, lazy } from 'react'

function Nothing(): null {
  return null
}

/** A part that comes later and that the screen can do without: where its code does not come, its place stays empty. */
export function optional<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  return lazy(() =>
    load().then(
      (part) => ({ default: part }),
      () => ({ default: Nothing as ComponentType<Props> }),
    ),
  )
}
