import { MantineContext, MantineThemeProvider } from '@mantine/core'
import { useColorScheme as useSystemScheme } from '@mantine/hooks'
import { type ReactNode, useLayoutEffect } from 'react'
import { useColorScheme } from '#api/connection.ts'
import { settings } from '#api/settings.ts'
import { theme } from '#ui/theme.ts'

function setColorScheme(colorScheme: 'auto' | 'light' | 'dark') {
  settings.set((value) => ({ ...value, colorScheme }))
}

const frame = {
  setColorScheme,
  clearColorScheme: () => setColorScheme('auto'),
  getRootElement: () => document.documentElement,
  classNamesPrefix: 'mantine',
  cssVariablesSelector: ':root',
  withStaticClasses: false,
}

/**
 * What MantineProvider does, without the part that writes the theme's variables into an inline style sheet: ours are a file
 * (scripts/themeStyles.ts), since the policy allows nothing inline, and the code for it weighs 3 KiB. Light or dark lives with
 * the other settings. See docs/decisions/003-look.md.
 */
export function Look({ children }: { children: ReactNode }) {
  const colorScheme = useColorScheme()
  const system = useSystemScheme()
  const shown = colorScheme === 'auto' ? system : colorScheme

  // Talks to the document, whose style sheet hangs on this attribute. public/color-scheme.js sets it before the first paint.
  useLayoutEffect(() => {
    document.documentElement.setAttribute('data-mantine-color-scheme', shown)
  }, [shown])

  return (
    <MantineContext value={{ ...frame, colorScheme }}>
      <MantineThemeProvider theme={theme}>{children}</MantineThemeProvider>
    </MantineContext>
  )
}
