import { ShortcutsDialog } from '#ui/ShortcutsDialog.tsx'

const keys: [key: string, meaning: string][] = [
  ['Space', 'Play or pause'],
  ['← →', 'Back or forward 5 s'],
  ['j l', 'Back or forward 10 s'],
  ['e E', 'Next or previous error'],
  ['< >', 'Slower or faster'],
  ['0–9', 'Jump to 0–90%'],
  ['c', 'Add a note'],
  ['r', 'Report this moment'],
  ['f', 'Full screen'],
  ['n p', 'Next or previous recording'],
  ['?', 'Show keyboard shortcuts'],
]

export function ReplayKeysList({ onClose }: { onClose: () => void }) {
  return <ShortcutsDialog title="Keyboard shortcuts" keys={keys} onClose={onClose} />
}
