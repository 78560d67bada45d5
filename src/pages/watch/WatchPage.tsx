import { IconFileUpload } from '@tabler/icons-react'
import { type DragEvent, lazy, Suspense, useCallback, useRef, useState } from 'react'
import { byteText } from '#lib/byteText.ts'
import { PageHeader } from '#ui/PageHeader.tsx'
import { Stack } from '#ui/layout.tsx'
import classes from './WatchPage.module.css'
import { Button } from '#ui/Button.tsx'

const FileReplay = lazy(() => import('#features/replay/FileReplay.tsx').then(({ FileReplay: Replay }) => ({ default: Replay })))

export function WatchPage() {
  const [file, setFile] = useState<File | null>(null)
  const [isDragOver, setDragOver] = useState(false)
  const openFirst = useCallback((files: FileList | null) => {
    const [first] = files ?? []
    if (first) setFile(first)
  }, [])

  function drop(event: DragEvent) {
    event.preventDefault()
    setDragOver(false)
    openFirst(event.dataTransfer.files)
  }

  return (
    <Stack
      gap={0}
      className={classes['page']}
      data-drag-over={isDragOver || undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setDragOver(true)
      }}
      onDragLeave={({ currentTarget, relatedTarget }) => {
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setDragOver(false)
      }}
      onDrop={drop}
    >
      <title>Watch a file · Replay Desk</title>
      <PageHeader
        title="Watch a file"
        description={
          file ? (
            <>
              <bdi>{file.name}</bdi>, {byteText(file.size)}. It stays in this browser.
            </>
          ) : (
            'Play a recording file in this browser. Nothing is uploaded.'
          )
        }
        actions={file && <ChooseFileButton label="Choose another file" onFiles={openFirst} />}
      />
      {file ? (
        <Suspense>
          <FileReplay key={`${file.name} ${file.lastModified} ${file.size}`} file={file} />
        </Suspense>
      ) : (
        <Stack align="center" justify="center" tone="dimmed" className={classes['drop']}>
          <IconFileUpload size={28} aria-hidden />
          <p className={classes['title']}>Drop a recording here</p>
          <p className={classes['note']}>
            A JSON export from Replay Desk or PostHog, or a list of rrweb events. Gzipped files work too.
          </p>
          <ChooseFileButton label="Choose file" onFiles={openFirst} />
        </Stack>
      )}
    </Stack>
  )
}

function ChooseFileButton({ label, onFiles }: { label: string; onFiles: (files: FileList | null) => void }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        accept=".json,.jsonl,.ndjson,.gz,application/json,application/gzip"
        aria-label="Recording file"
        onChange={(event) => onFiles(event.currentTarget.files)}
      />
      <Button variant="default" onClick={() => input.current?.click()}>
        {label}
      </Button>
    </>
  )
}
