import { MantineContext, MantineThemeProvider } from '@mantine/core'
import type { ReactNode } from 'react'
import { theme } from './theme.ts'

function doNothing() {
  // The color scheme is our own setting.
}

const context = {
  colorScheme: 'auto',
  setColorScheme: doNothing,
  clearColorScheme: doNothing,
  getRootElement: () => document.documentElement,
  classNamesPrefix: 'mantine',
  cssVariablesSelector: ':root',
  withStaticClasses: false,
} as const

/**
 * The context for Mantine's components. It wraps each use instead of the app, so that Mantine isn't in the first load. The
 * theme's variables are a style sheet: see docs/decisions/003-mantine.md.
 */
export function MantineRoot({ children }: { children: ReactNode }) {
  return (
    <MantineContext value={context}>
      <MantineThemeProvider theme={theme}>{children}</MantineThemeProvider>
    </MantineContext>
  )
}
