import { KeysList } from '#ui/KeysList.tsx'

const keys: [key: string, meaning: string][] = [
  ['j or ↓', 'Next row'],
  ['k or ↑', 'Previous row'],
  ['Enter', 'Open the row'],
  ['x', 'Select the row'],
  ['/', 'Filters'],
  ['?', 'This list'],
  ['Esc', 'Close what is open'],
]

export function KeysDialog({ onClose }: { onClose: () => void }) {
  return <KeysList title="Keys of the table" keys={keys} onClose={onClose} />
}
