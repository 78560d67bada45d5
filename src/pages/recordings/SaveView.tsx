import { useRef, useState } from 'react'
import { type SavedView, settings } from '#storage/settings.ts'
import type { RecordingsSearch } from './recordingsSearch.ts'
import { savedSearch } from './views.ts'
import { readViews } from './viewsFile.ts'
import { Form } from '#ui/Form.tsx'
import { Row } from '#ui/layout.tsx'
import classes from './views.module.css'
import { Button } from '#ui/Button.tsx'
import { TextInput } from '#ui/fields.tsx'

type Props = {
  search: RecordingsSearch
  columns: readonly string[]
  onSaved: (name: string) => void
}

/** In place of the one with its name, or at the end. */
function withView(views: readonly SavedView[], view: SavedView): SavedView[] {
  const isKnown = views.some(({ name }) => name === view.name)
  return isKnown ? views.map((one) => (one.name === view.name ? view : one)) : [...views, view]
}

/** Saves the filters, sort order and columns under a name, or imports views from a file. */
export function SaveView({ search, columns, onSaved }: Props) {
  const [name, setName] = useState('')
  const [message, setMessage] = useState<string | null>(null)
  const file = useRef<HTMLInputElement>(null)

  function save() {
    const trimmed = name.trim()
    if (trimmed === '') return setMessage('Enter a view name.')
    settings.set((value) => ({
      ...value,
      views: withView(value.views, { name: trimmed, search: savedSearch(search, columns) }),
    }))
    setName('')
    setMessage(`Saved as “${trimmed}”.`)
    onSaved(trimmed)
  }

  async function importViews(chosen: File) {
    const read = readViews(await chosen.text())
    if ('problem' in read) return setMessage(read.problem)
    const names = new Set(read.views.map((view) => view.name))
    settings.set((value) => ({ ...value, views: [...value.views.filter((view) => !names.has(view.name)), ...read.views] }))
    setMessage(`${read.views.length} ${read.views.length === 1 ? 'view' : 'views'} imported.`)
  }

  return (
    <>
      <Form inline align="stretch" className={classes['save']} onSubmit={save}>
        <TextInput
          size="xs"
          aria-label="View name"
          placeholder="View name"
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit">Save</Button>
      </Form>
      <p className={classes['message']}>Saves filters, sort order and columns on this device. Find it beside the heading.</p>
      {message && (
        <p className={classes['message']} role="status">
          {message}
        </p>
      )}
      <Row gap={4} align="stretch" className={classes['files']}>
        <Button variant="subtle" size="compact-xs" onClick={() => file.current?.click()}>
          Import views from a file
        </Button>
        <input
          ref={file}
          type="file"
          accept="application/json,.json"
          aria-label="Views file"
          hidden
          onChange={(event) => {
            const chosen = event.currentTarget.files?.[0]
            event.currentTarget.value = ''
            if (chosen) void importViews(chosen)
          }}
        />
      </Row>
    </>
  )
}
