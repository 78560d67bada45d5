import '@mantine/core/styles/Input.layer.css'
import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { type FormEvent, useRef, useState } from 'react'
import { Link } from 'react-router-dom'
import { useSettings } from '#api/connection.ts'
import { settings } from '#api/settings.ts'
import { download } from '#ui/download.ts'
import { readViews, writeViews } from './viewsFile.ts'
import classes from './ViewsMenu.module.css'

type Props = {
  /** The parameters of the present address, columns among them: what a new view keeps. */
  search: string
  onDone: () => void
}

/** Views of the table under names of one's own: each is a link. Kept on this device, taken along as a file. */
export function ViewsMenu({ search, onDone }: Props) {
  const { views } = useSettings()
  const [name, setName] = useState('')
  const [said, setSaid] = useState<string | null>(null)
  const file = useRef<HTMLInputElement>(null)

  function save(event: FormEvent) {
    event.preventDefault()
    const kept = name.trim()
    if (kept === '') return setSaid('Give the view a name first.')
    settings.set((value) => ({ ...value, views: [...value.views.filter((view) => view.name !== kept), { name: kept, search }] }))
    setName('')
    setSaid(`Saved as “${kept}”.`)
  }

  async function bring(chosen: File) {
    const read = readViews(await chosen.text())
    if ('problem' in read) return setSaid(read.problem)
    const names = new Set(read.views.map((view) => view.name))
    settings.set((value) => ({ ...value, views: [...value.views.filter((view) => !names.has(view.name)), ...read.views] }))
    setSaid(`${read.views.length} ${read.views.length === 1 ? 'view' : 'views'} brought in.`)
  }

  return (
    <>
      <form className={classes['save']} onSubmit={save}>
        <TextInput
          size="xs"
          aria-label="Name of the view"
          placeholder="Name for what you see"
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit">Save view</Button>
      </form>
      {said && (
        <p className={classes['said']} role="status">
          {said}
        </p>
      )}
      {views.length === 0 ? (
        <p className={classes['said']}>No saved views yet. A view keeps filters, order and columns.</p>
      ) : (
        <ul className={classes['views']} aria-label="Saved views">
          {views.map((view) => (
            <li key={view.name}>
              <Link to={{ search: view.search }} onClick={onDone}>
                <bdi>{view.name}</bdi>
              </Link>
              <ActionIcon
                aria-label={`Remove the view ${view.name}`}
                size={26}
                onClick={() => settings.set((value) => ({ ...value, views: value.views.filter((one) => one !== view) }))}
              >
                <IconTrash size={14} aria-hidden />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
      <div className={classes['files']}>
        <Button
          variant="subtle"
          size="compact-xs"
          disabled={views.length === 0}
          onClick={() => download('replay-desk-views.json', 'application/json', writeViews(views))}
        >
          Export to a file
        </Button>
        <Button variant="subtle" size="compact-xs" onClick={() => file.current?.click()}>
          Import a file
        </Button>
        <input
          ref={file}
          type="file"
          accept="application/json,.json"
          aria-label="File of views"
          hidden
          onChange={(event) => {
            const chosen = event.currentTarget.files?.[0]
            event.currentTarget.value = ''
            if (chosen) void bring(chosen)
          }}
        />
      </div>
    </>
  )
}
