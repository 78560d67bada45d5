import { useState } from 'react'
import classes from './useListBox.module.css'

/** Which option of a listbox is active while the focus stays in its text field (WAI-ARIA combobox). The first one by default. */
export function useListBox<Option extends { id: string }>(
  listId: string,
  options: readonly Option[],
  onChoose: (option: Option) => void,
) {
  const [chosenId, setChosenId] = useState<string>()
  const index = Math.max(
    0,
    options.findIndex(({ id }) => id === chosenId),
  )
  const active = options[index]

  /** Returns whether the list uses the key. */
  function onKey(key: string): boolean {
    if (key === 'Enter' && active) onChoose(active)
    else if (key === 'ArrowDown' || key === 'ArrowUp') {
      const step = key === 'ArrowDown' ? 1 : -1
      setChosenId(options.at((index + step) % options.length)?.id)
    } else return false
    return true
  }

  const optionProps = (option: Option) => ({
    id: `${listId}-${options.indexOf(option)}`,
    role: 'option',
    className: classes['option'],
    'aria-selected': option === active,
    onPointerMove: () => setChosenId(option.id),
    onPointerDown: (event: { preventDefault: () => void }) => event.preventDefault(), // the field keeps the focus
    onClick: () => onChoose(option),
  })

  return { active, activeId: active && `${listId}-${index}`, onKey, optionProps }
}
