import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react'
import { useColorScheme } from '#storage/connections.ts'
import { settings } from '#storage/settings.ts'
import { SegmentedControl } from '#ui/SegmentedControl.tsx'
import { VisuallyHidden } from '#ui/VisuallyHidden.tsx'

const choices = [
  { value: 'light', name: 'Light', Icon: IconSun },
  { value: 'dark', name: 'Dark', Icon: IconMoon },
  { value: 'auto', name: 'System', Icon: IconDeviceDesktop },
] as const

export function ColorSchemeControl() {
  const colorScheme = useColorScheme()
  return (
    <SegmentedControl
      label="Color scheme"
      wide
      value={colorScheme}
      onChange={(chosen) => settings.set((value) => ({ ...value, colorScheme: chosen }))}
      options={choices.map(({ value, name, Icon }) => ({
        value,
        title: name,
        label: (
          <>
            <Icon size={15} aria-hidden />
            <VisuallyHidden>{name}</VisuallyHidden>
          </>
        ),
      }))}
    />
  )
}
