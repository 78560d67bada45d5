import { IconTrash, IconUserX } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import type { Person, Recording } from '#api/recordings/recordings.ts'
import type { Connection } from '#storage/connections.ts'
import type { MenuItem } from '#ui/Menu.tsx'
import { MenuButton } from '#ui/MenuButton.tsx'

const DeleteDialog = lazy(() => import('./DeleteDialog.tsx').then(({ DeleteDialog: Dialog }) => ({ default: Dialog })))

type Props = {
  connection: Connection
  recording: Recording
  /** Called once, when this recording was deleted or its deletion goes on in the background. */
  onDone: () => void
}

function isKnown(person: Person | null): person is Person {
  return person !== null && (person.uuid !== null || person.distinctIds.length > 0)
}

/** Deletes a recording, or everything recorded of its person, which privacy requests need. */
export function DeleteMenu({ connection, recording, onDone }: Props) {
  const [subject, setSubject] = useState<readonly Recording[] | Person | null>(null)
  const { person } = recording
  const items: MenuItem[] = [
    {
      label: 'Delete…',
      icon: <IconTrash size={16} aria-hidden />,
      isDangerous: true,
      does: () => setSubject([recording]),
    },
    ...(isKnown(person)
      ? [
          {
            label: 'Delete all recordings of this person…',
            icon: <IconUserX size={16} aria-hidden />,
            isDangerous: true,
            does: () => setSubject(person),
          },
        ]
      : []),
  ]
  return (
    <>
      <MenuButton label="More actions" items={items} />
      {subject && (
        <Suspense>
          <DeleteDialog
            connection={connection}
            of={subject}
            onDone={subject === person ? undefined : onDone}
            onClose={() => setSubject(null)}
          />
        </Suspense>
      )}
    </>
  )
}
