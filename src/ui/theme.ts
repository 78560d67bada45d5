import { type CSSVariablesResolver, createTheme, defaultCssVariablesResolver, type MantineColorsTuple } from '@mantine/core'

const gray: MantineColorsTuple = [
  '#fafafb',
  '#f4f4f6',
  '#ebebef',
  '#dfdfe5',
  '#c6c6cf',
  '#a2a2ae',
  '#767683',
  '#5b5b67',
  '#3a3a45',
  '#1c1c22',
]
const dark: MantineColorsTuple = [
  '#e6e6eb',
  '#c9c9d1',
  '#a8a8b3',
  '#8c8c99',
  '#4a4a55',
  '#363640',
  '#26262e',
  '#17171b',
  '#121215',
  '#0d0d10',
]
/** The accent color. As text, shade 6 on white and 3 on the dark page both exceed 4.5:1. */
const iris: MantineColorsTuple = [
  '#f2f1ff',
  '#e3e1fe',
  '#c8c4fc',
  '#aaa4f8',
  '#9188f3',
  '#7b70ea',
  '#6457de',
  '#5548c6',
  '#463ba6',
  '#382f86',
]

/** Mantine's red, but from shade 6 on dark enough to read on white. */
const red: MantineColorsTuple = [
  '#fff5f5',
  '#ffe3e3',
  '#ffc9c9',
  '#ffa8a8',
  '#ff8787',
  '#ff6b6b',
  '#c92a2a',
  '#b32525',
  '#9c2020',
  '#7f1a1a',
]

/** See docs/decisions/003-mantine.md. */
export const theme = createTheme({
  colors: { gray, dark, iris, red },
  primaryColor: 'iris',
  primaryShade: { light: 6, dark: 6 },
  white: '#ffffff',
  black: '#1c1c22',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, Menlo, Consolas, monospace',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.45', lg: '1.5', xl: '1.4' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '28px' },
      h2: { fontSize: '16px', lineHeight: '24px' },
      h3: { fontSize: '14px', lineHeight: '20px' },
    },
  },
  radius: { xs: '3px', sm: '4px', md: '6px', lg: '8px', xl: '12px' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'xs' } },
    TextInput: { defaultProps: { size: 'sm' } },
    PasswordInput: { defaultProps: { size: 'sm' } },
    InputWrapper: {
      styles: { label: { marginBottom: 4 }, description: { marginBottom: 2, fontSize: 12 }, error: { fontSize: 12 } },
    },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 30 } },
  },
})

/** Mantine's variables for this theme, and our own. Written into a style sheet at build time. */
export const resolveVariables: CSSVariablesResolver = (merged) => {
  const { variables, light, dark: night } = defaultCssVariablesResolver(merged)
  return {
    variables: { ...variables, '--rd-gutter': '24px', '--rd-row': '40px' },
    light: {
      ...light,
      '--mantine-color-dimmed': gray[7],
      '--mantine-color-default-border': 'rgba(20, 20, 40, 0.16)',
      '--mantine-color-placeholder': gray[6],
      '--rd-border': 'rgba(20, 20, 40, 0.1)',
      '--rd-sidebar': '#f7f7f9',
      '--rd-well': '#ececf0',
      '--rd-raised': '#ffffff',
      '--rd-hover': 'rgba(20, 20, 40, 0.04)',
      '--rd-selected': 'rgba(100, 87, 222, 0.1)',
      '--rd-quiet': '#6c6c79',
      '--rd-track': '#e3e3e9',
      '--rd-hatch': '#a2a2ae',
      '--mantine-color-error': '#c92a2a',
      '--rd-danger': '#c92a2a',
      '--rd-warning': '#9a5b00',
      '--rd-success': '#1f7a3d',
    },
    dark: {
      ...night,
      '--mantine-color-dimmed': dark[2],
      '--mantine-color-default-border': 'rgba(255, 255, 255, 0.14)',
      '--mantine-color-placeholder': '#8f8f9c',
      '--rd-border': 'rgba(255, 255, 255, 0.09)',
      '--rd-sidebar': '#121215',
      '--rd-well': '#0b0b0d',
      '--rd-raised': '#1f1f25',
      '--rd-hover': 'rgba(255, 255, 255, 0.045)',
      '--rd-selected': 'rgba(123, 112, 234, 0.2)',
      '--rd-quiet': '#9292a0',
      '--rd-track': '#33333d',
      '--rd-hatch': '#767683',
      '--mantine-color-error': '#ff8787',
      '--rd-danger': '#ff8787',
      '--rd-warning': '#f0b429',
      '--rd-success': '#69db7c',
    },
  }
}
