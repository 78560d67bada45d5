import { IconTemplate } from '@tabler/icons-react'
import { Popover } from '#ui/Popover.tsx'
import { Text } from '#ui/layout.tsx'
import classes from './SqlPage.module.css'
import { templates } from './templates.ts'

/** Replaces the text in the editor; Undo restores it. */
export function TemplateMenu({ onTemplate }: { onTemplate: (query: string) => void }) {
  return (
    <Popover label="Templates" icon={<IconTemplate size={14} aria-hidden />}>
      {(close) => (
        <ul>
          {templates.map(({ name, about, query }) => (
            <li key={name}>
              <button
                type="button"
                className={classes['template']}
                onClick={() => {
                  close()
                  onTemplate(query)
                }}
              >
                <span>{name}</span>
                <Text as="span" block size="xs" tone="dimmed">
                  {about}
                </Text>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Popover>
  )
}
