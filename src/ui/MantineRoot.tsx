import { MantineContext, MantineThemeProvider } from '@mantine/core'
import type { ReactNode } from 'react'
import { theme } from './theme.ts'

function doNothing() {
  // The color scheme is a setting of ours.
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
 * What Mantine's components need around them. It stands around each use, not around the app, so that Mantine is no part of the
 * first load. The theme's variables are a file of their own: see docs/decisions/003-mantine.md.
 */
export function MantineRoot({ children }: { children: ReactNode }) {
  return (
    <MantineContext value={context}>
      <MantineThemeProvider theme={theme}>{children}</MantineThemeProvider>
    </MantineContext>
  )
}
