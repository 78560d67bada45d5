import { IconTrash } from '@tabler/icons-react'
import { Link } from 'react-router-dom'
import { settings, type SavedView } from '#storage/settings.ts'
import { cutText } from '#lib/cutText.ts'
import { notify } from '#ui/notify.ts'
import { download } from '#ui/download.ts'
import { writeViews } from './viewsFile.ts'
import classes from './views.module.css'
import { Button, IconButton } from '#ui/Button.tsx'

function deleteView(view: SavedView) {
  const { views } = settings.get()
  settings.set((value) => ({ ...value, views: value.views.filter(({ name }) => name !== view.name) }))
  void notify({
    id: 'deleted view',
    tone: 'notice',
    title: 'View deleted',
    message: cutText(view.name, 80),
    action: { label: 'Undo', run: () => settings.set((value) => ({ ...value, views: [...views] })) },
  })
}

export function ViewsList({ views, onDone }: { views: readonly SavedView[]; onDone: () => void }) {
  return (
    <>
      <ul className={classes['views']} aria-label="Saved views">
        {views.map((view) => (
          <li key={view.name}>
            <Link to={{ search: view.search }} onClick={onDone}>
              <bdi>{view.name}</bdi>
            </Link>
            <IconButton aria-label={`Delete view ${view.name}`} size={26} onClick={() => deleteView(view)}>
              <IconTrash size={14} aria-hidden />
            </IconButton>
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
