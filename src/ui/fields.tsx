import '@mantine/core/styles/UnstyledButton.layer.css'
import '@mantine/core/styles/ActionIcon.layer.css'
import '@mantine/core/styles/Input.layer.css'
import '@mantine/core/styles/InlineInput.layer.css'
import '@mantine/core/styles/PasswordInput.layer.css'
import '@mantine/core/styles/Switch.layer.css'
import * as mantine from '@mantine/core'
import type { ComponentProps, ComponentType } from 'react'
import { MantineRoot } from './MantineRoot.tsx'

function withMantine<Props extends object>(Component: ComponentType<Props>) {
  return function Field(props: Props) {
    return (
      <MantineRoot>
        <Component {...props} />
      </MantineRoot>
    )
  }
}

export const NativeSelect = withMantine<ComponentProps<typeof mantine.NativeSelect>>(mantine.NativeSelect)
/** Mantine marks its other fields for screen readers where they are wrong, but not this one. */
export const PasswordInput = withMantine((props: ComponentProps<typeof mantine.PasswordInput>) => (
  <mantine.PasswordInput aria-invalid={Boolean(props.error)} {...props} />
))
export const Switch = withMantine<ComponentProps<typeof mantine.Switch>>(mantine.Switch)
export const TextInput = withMantine<ComponentProps<typeof mantine.TextInput>>(mantine.TextInput)
export const Textarea = withMantine<ComponentProps<typeof mantine.Textarea>>(mantine.Textarea)
