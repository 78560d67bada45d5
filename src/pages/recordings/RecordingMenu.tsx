import { useReadOnly } from '#storage/readOnly.ts'
import { IconEye, IconLink, IconPlayerPlay, IconTrash, IconUser, IconWorld } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useRef, useState } from 'react'
import { useLocation } from 'react-router-dom'
import type { Recording } from '#api/recordings/recordings.ts'
import { useConnection } from '#features/connection/useConnection.ts'
import { watchFrom } from '#features/recording/firstMatch.ts'
import { personQuestion, personRecordingsPath } from '#features/recording/personFilter.ts'
import { recordingLink } from '#features/recording/recordingLink.ts'
import { sharingAnchor } from '#features/sharing/showSharing.ts'
import { paths } from '#lib/paths.ts'
import { copyText } from '#ui/copyText.ts'
import type { RowMenuProps } from '#ui/DataTable.tsx'
import { Menu, type MenuItem } from '#ui/Menu.tsx'
import { notify } from '#ui/notify.ts'
import { openSearch } from './recordingsSearch.ts'

const DeleteDialog = lazy(() => import('#features/deletion/DeleteDialog.tsx').then((part) => ({ default: part.DeleteDialog })))

async function copyLink(link: string) {
  const isCopied = await copyText(link)
  void notify({
    id: 'copied link',
    tone: isCopied ? 'notice' : 'error',
    title: isCopied ? 'Link copied' : 'Couldn’t copy',
    message: link,
  })
}

/** The actions of one row of the table. */
export function RecordingMenu({ row, name, anchor, onClose }: RowMenuProps<Recording>) {
  const connection = useConnection()
  const { pathname, search } = useLocation()
  const [isDeleting, setDeleting] = useState(false)
  const keepsOpen = useRef(false)
  const isReadOnly = useReadOnly(connection.id)
  const { id } = row
  const person = personQuestion(row)
  const from = watchFrom(useQueryClient(), connection, id)
  const path = paths.recording(connection.projectId, id)
  const open = openSearch(search, id)

  if (isDeleting) {
    return (
      <Suspense>
        <DeleteDialog connection={connection} of={[row]} onClose={onClose} />
      </Suspense>
    )
  }
  const items: MenuItem[] = [
    { label: 'Open', icon: <IconEye size={16} aria-hidden />, does: { to: { search: open } } },
    {
      label: 'Watch',
      icon: <IconPlayerPlay size={16} aria-hidden />,
      does: { to: from > 0 ? `${path}?t=${from}` : path, state: { from: pathname + search, plays: true } },
    },
    {
      label: 'Copy link',
      icon: <IconLink size={16} aria-hidden />,
      does: () => void copyLink(recordingLink(connection, id, from)),
    },
    ...(person
      ? [
          {
            label: 'All recordings of this person',
            icon: <IconUser size={16} aria-hidden />,
            does: { to: personRecordingsPath(connection.projectId, person) },
          },
        ]
      : []),
    {
      label: isReadOnly ? 'Sharing' : 'Share…',
      icon: <IconWorld size={16} aria-hidden />,
      does: { to: { search: open, hash: sharingAnchor } },
    },
    ...(isReadOnly
      ? []
      : [
          {
            label: 'Delete…',
            icon: <IconTrash size={16} aria-hidden />,
            isDangerous: true,
            does: () => {
              keepsOpen.current = true
              setDeleting(true)
            },
          },
        ]),
  ]
  return <Menu label={`Actions for ${name}`} items={items} anchor={anchor} onClose={() => !keepsOpen.current && onClose()} />
}
