import { IconArrowUp, IconPencil, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'react-router-dom'
import { type SavedView, settings } from '#storage/settings.ts'
import { Form } from '#ui/Form.tsx'
import { download } from '#ui/download.ts'
import { TextInput } from '#ui/fields.tsx'
import { useFocusFirst } from '#ui/useFocusFirst.ts'
import { writeViews } from './viewsFile.ts'
import classes from './views.module.css'
import { changeViews, viewSearch } from './views.ts'
import { Button, IconButton } from '#ui/Button.tsx'

type Props = {
  views: readonly SavedView[]
  current: string | null
  onDone: () => void
  onRename: (from: string, to: string) => void
}

export function ViewsList({ views, current, onDone, onRename }: Props) {
  const [renamed, setRenamed] = useState<string | null>(null)
  return (
    <>
      <ul className={classes['views']} aria-label="Saved views">
        <li>
          <Link to={{ search: '' }} aria-current={current === null || undefined} onClick={onDone}>
            All recordings
          </Link>
        </li>
        {views.map((view, index) => (
          <li key={view.name}>
            {renamed === view.name ? (
              <RenameForm view={view} views={views} onRename={onRename} onDone={() => setRenamed(null)} />
            ) : (
              <>
                <Link to={{ search: viewSearch(view) }} aria-current={view.name === current || undefined} onClick={onDone}>
                  <bdi>{view.name}</bdi>
                </Link>
                <IconButton
                  aria-label={`Move view ${view.name} up`}
                  size={26}
                  disabled={index === 0}
                  onClick={() => moveUp(index)}
                >
                  <IconArrowUp size={14} aria-hidden />
                </IconButton>
                <IconButton aria-label={`Rename view ${view.name}`} size={26} onClick={() => setRenamed(view.name)}>
                  <IconPencil size={14} aria-hidden />
                </IconButton>
                <IconButton
                  aria-label={`Delete view ${view.name}`}
                  size={26}
                  onClick={() => changeViews((all) => all.filter(({ name }) => name !== view.name), 'View deleted', view.name)}
                >
                  <IconTrash size={14} aria-hidden />
                </IconButton>
              </>
            )}
          </li>
        ))}
      </ul>
      <Button
        variant="subtle"
        size="compact-xs"
        onClick={() => download('replay-desk-views.json', 'application/json', writeViews(views))}
      >
        Export views
      </Button>
    </>
  )
}

function moveUp(index: number) {
  settings.set((value) => {
    const moved = value.views.slice(index, index + 1)
    return { ...value, views: value.views.toSpliced(index, 1).toSpliced(index - 1, 0, ...moved) }
  })
}

type RenameProps = Omit<Props, 'current'> & { view: SavedView }

function RenameForm({ view, views, onRename, onDone }: RenameProps) {
  const [name, setName] = useState(view.name)
  const form = useFocusFirst()
  const trimmed = name.trim()
  const isTaken = views.some((one) => one !== view && one.name === trimmed)

  function rename() {
    if (trimmed === '' || isTaken) return
    onDone()
    if (trimmed === view.name) return
    changeViews(
      (all) => all.map((one) => (one.name === view.name ? { ...one, name: trimmed } : one)),
      'View renamed',
      trimmed,
      () => onRename(trimmed, view.name),
    )
    onRename(view.name, trimmed)
  }

  return (
    <Form inline gap={4} align="start" ref={form} className={classes['rename']} onSubmit={rename}>
      <TextInput
        size="xs"
        aria-label={`New name of ${view.name}`}
        maxLength={80}
        value={name}
        error={isTaken ? 'Another view has this name.' : undefined}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit">Rename</Button>
      <Button variant="subtle" onClick={onDone}>
        Cancel
      </Button>
    </Form>
  )
}
