import { Link } from 'react-router-dom'
import { Dialog } from './Dialog.tsx'
import { DialogActions } from './DialogActions.tsx'
import { Stack, Text } from './layout.tsx'
import classes from './ShortcutsDialog.module.css'
import { Button } from './Button.tsx'

type Props = { title: string; keys: readonly (readonly [key: string, meaning: string])[]; onClose: () => void }

export function ShortcutsDialog({ title, keys, onClose }: Props) {
  return (
    <Dialog title={title} onClose={onClose}>
      {(close) => (
        <Stack gap={12}>
          <dl className={classes['keys']}>
            {keys.map(([key, meaning]) => (
              <div key={key}>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{meaning}</dd>
              </div>
            ))}
          </dl>
          <Text size="xs" tone="dimmed">
            Turn single-key shortcuts off in{' '}
            <Link to="/settings" onClick={close}>
              Settings
            </Link>
            .
          </Text>
          <DialogActions>
            <Button variant="default" onClick={close} data-autofocus>
              Close
            </Button>
          </DialogActions>
        </Stack>
      )}
    </Dialog>
  )
}
