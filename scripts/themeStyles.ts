import { convertCssVariables, DEFAULT_THEME, mergeMantineTheme } from '@mantine/core'
import type { Plugin } from 'vite'
import { resolveVariables, theme } from '../src/ui/theme.ts'

const name = 'virtual:theme.css'

/** Mantine's palettes that the app doesn't use: a third of its variables. */
const unused = /--mantine-color-(pink|grape|violet|indigo|blue|cyan|lime|teal|orange)-/

function used(variables: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(variables).filter(([variable]) => !unused.test(variable)))
}

/**
 * The theme's variables as a style sheet, `virtual:theme.css`. Mantine would write them into an inline `<style>`, which the
 * Content-Security-Policy forbids.
 */
export function themeStyles(): Plugin {
  return {
    name: 'theme-styles',
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load(id) {
      if (id !== `\0${name}`) return undefined
      const { variables, light, dark } = resolveVariables(mergeMantineTheme(DEFAULT_THEME, theme))
      return convertCssVariables(
        {
          variables: used(variables),
          light: { ...used(light), '--mantine-color-scheme': 'light' },
          dark: { ...used(dark), '--mantine-color-scheme': 'dark' },
        },
        ':root',
      )
    },
  }
}
