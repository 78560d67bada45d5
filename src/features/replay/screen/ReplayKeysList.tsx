import { ShortcutsDialog } from '#ui/ShortcutsDialog.tsx'

const keys: [key: string, meaning: string][] = [
  ['Space', 'Play or pause'],
  ['← →', 'Five seconds back or on'],
  ['< >', 'Slower or faster'],
  ['0 to 9', 'Go to a tenth of the recording'],
  ['f', 'Full screen'],
  ['n p', 'Next or previous recording'],
  ['?', 'This list'],
]

export function ReplayKeysList({ onClose }: { onClose: () => void }) {
  return <ShortcutsDialog title="Keys of the player" keys={keys} onClose={onClose} />
}
