import { ShortcutsDialog } from '#ui/ShortcutsDialog.tsx'

const keys: [key: string, meaning: string][] = [
  ['j or ↓', 'Next row'],
  ['k or ↑', 'Previous row'],
  ['Enter', 'Open the row'],
  ['x', 'Select the row'],
  ['/', 'Filters'],
  ['?', 'This list'],
  ['Esc', 'Close what is open'],
]

export function TableShortcutsDialog({ onClose }: { onClose: () => void }) {
  return <ShortcutsDialog title="Keys of the table" keys={keys} onClose={onClose} />
}
