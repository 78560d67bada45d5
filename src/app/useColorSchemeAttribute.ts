import { useColorScheme as useSystemColorScheme } from '@mantine/hooks'
import { useLayoutEffect } from 'react'
import { useColorScheme } from '#storage/connections.ts'

/** Sets the attribute that the style sheets select on. `src/app/start.ts` sets it before the first paint. */
export function useColorSchemeAttribute() {
  const setting = useColorScheme()
  const system = useSystemColorScheme()
  const shown = setting === 'auto' ? system : setting

  useLayoutEffect(() => {
    document.documentElement.setAttribute('data-mantine-color-scheme', shown)
  }, [shown])
}
