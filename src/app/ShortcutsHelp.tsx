import { ShortcutsDialog } from '#ui/ShortcutsDialog.tsx'

/** What is on this screen. */
type Props = { rows: boolean; menus: boolean; find: boolean; filters: boolean; lock: boolean; onClose: () => void }

export function ShortcutsHelp({ rows, menus, find, filters, lock, onClose }: Props) {
  const keys: [key: string, meaning: string, isHere?: boolean][] = [
    ['j or ↓', 'Next row', rows],
    ['k or ↑', 'Previous row', rows],
    ['Enter', 'Open row', rows],
    ['x', 'Select row', rows],
    ['Shift ↑ or ↓', 'Extend the selection', rows],
    ['Shift F10', 'Actions for row', menus],
    ['/', 'Find', find],
    ['f', 'Add a filter', filters],
    ['Ctrl K or ⌘ K', 'Go to any screen, action or person'],
    ['Shift L', 'Lock now', lock],
    ['?', 'Show shortcuts'],
    ['Esc', 'Close'],
  ]
  const here = keys.flatMap(([key, meaning, isHere = true]) => (isHere ? [[key, meaning] as const] : []))
  return <ShortcutsDialog title="Keyboard shortcuts" keys={here} onClose={onClose} />
}
