import { Link } from 'react-router-dom'
import { Button } from '#ui/Button.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { DialogActions } from '#ui/DialogActions.tsx'
import { Stack, Text } from '#ui/layout.tsx'
import classes from './HelpDialog.module.css'

const screenHelp = [
  ['Recordings', 'Find a person, URL or error text, watch what happened, and copy a link to a moment.'],
  ['Sharing', 'Scan for public recordings, close old links, and export evidence.'],
  ['Subscriptions', 'See what is mailed to whom and when; pause or end what shouldn’t go out.'],
  ['Session properties', 'See which values sessions have, and open their recordings.'],
  ['SQL', 'Query PostHog’s data with a template or your own SQL.'],
  ['Activity log', 'See what was done from this browser, and the receipts of deletions.'],
] as const

const keyHelp = [
  ['Ctrl K or ⌘ K', 'Go to any screen, person or action'],
  ['Shift L', 'Lock the keys in the vault'],
  ['?', 'Show the keys of this screen'],
] as const

export function HelpDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Help" onClose={onClose}>
      {(close) => (
        <Stack gap={16}>
          <dl className={classes['list']}>
            {screenHelp.map(([name, text]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{text}</dd>
              </div>
            ))}
            {keyHelp.map(([key, text]) => (
              <div key={key}>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
          <Text size="sm" tone="dimmed">
            Host, key, notes and logs stay in this browser. Requests go to your host only. See{' '}
            <Link to="/privacy" onClick={close}>
              What leaves this browser
            </Link>{' '}
            for what was sent, what is stored, and what your key can do.
          </Text>
          <DialogActions>
            <Button onClick={close} data-autofocus>
              Close
            </Button>
          </DialogActions>
        </Stack>
      )}
    </Dialog>
  )
}
