import { ShortcutsDialog } from '#ui/ShortcutsDialog.tsx'
import { runKeyName } from './run/RunBar.tsx'

const keys: [key: string, meaning: string][] = [
  [runKeyName, 'Run the query'],
  ['Ctrl Space', 'Complete a name'],
  ['Esc, Tab', 'Leave the editor'],
  ['F8', 'Next mistake'],
  [runKeyName.replace('Enter', 'F'), 'Find in the query'],
  [runKeyName.replace('Enter', 'Z'), 'Undo, also a template or a draft'],
  ['?', 'This list'],
]

export function SqlKeysList({ onClose }: { onClose: () => void }) {
  return <ShortcutsDialog title="Keys of the editor" keys={keys} onClose={onClose} />
}
