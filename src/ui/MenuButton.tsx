import { IconDots } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { IconButton } from './Button.tsx'
import { Menu, type MenuItem } from './Menu.tsx'

/** A button "…" that opens a menu. */
export function MenuButton({ label, items }: { label: string; items: readonly MenuItem[] }) {
  const [anchor, setAnchor] = useState<Element | null>(null)
  const wasOpen = useRef(false) // the press that closes the menu does not open it again
  return (
    <>
      <IconButton
        variant="default"
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onPointerDown={() => (wasOpen.current = anchor !== null)}
        onClick={({ currentTarget }) => {
          if (!wasOpen.current) setAnchor(currentTarget)
          wasOpen.current = false
        }}
      >
        <IconDots size={16} aria-hidden />
      </IconButton>
      {anchor && <Menu label={label} items={items} anchor={anchor} onClose={() => setAnchor(null)} />}
    </>
  )
}
