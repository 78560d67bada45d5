import '@mantine/core/styles/CloseButton.layer.css'
import '@mantine/core/styles/Notification.layer.css'
import '@mantine/core/styles/Paper.layer.css'
import '@mantine/notifications/styles.layer.css'
import { Notifications } from '@mantine/notifications'
import { MantineRoot } from './MantineRoot.tsx'

export function ToastRegion() {
  return (
    <MantineRoot>
      <Notifications position="bottom-right" containerWidth={360} />
    </MantineRoot>
  )
}
