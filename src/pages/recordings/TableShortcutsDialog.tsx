import { ShortcutsDialog } from '#ui/ShortcutsDialog.tsx'

const keys: [key: string, meaning: string][] = [
  ['j or ↓', 'Next row'],
  ['k or ↑', 'Previous row'],
  ['Enter', 'Open row'],
  ['x', 'Select row'],
  ['/', 'Find recordings'],
  ['f', 'Add a filter'],
  ['?', 'Show shortcuts'],
  ['Esc', 'Close'],
]

export function TableShortcutsDialog({ onClose }: { onClose: () => void }) {
  return <ShortcutsDialog title="Keyboard shortcuts" keys={keys} onClose={onClose} />
}
