import { ShortcutsDialog } from '#ui/ShortcutsDialog.tsx'
import { runKeyName } from './run/RunBar.tsx'

const keys: [key: string, meaning: string][] = [
  [runKeyName, 'Run the query'],
  ['Ctrl Space', 'Autocomplete'],
  ['Esc, Tab', 'Leave the editor'],
  ['F8', 'Next error'],
  [runKeyName.replace('Enter', 'F'), 'Find in the query'],
  [runKeyName.replace('Enter', 'Z'), 'Undo, including templates and drafts'],
  ['?', 'Show this list'],
]

export function SqlKeysList({ onClose }: { onClose: () => void }) {
  return <ShortcutsDialog title="Keyboard shortcuts" keys={keys} onClose={onClose} />
}
