import '@mantine/core/styles/CloseButton.layer.css'
import '@mantine/core/styles/Paper.layer.css'
import '@mantine/core/styles/Overlay.layer.css'
import '@mantine/core/styles/ModalBase.layer.css'
import '@mantine/core/styles/Modal.layer.css'
import { Modal } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { MantineRoot } from '#ui/MantineRoot.tsx'
import { ConfirmPerson } from './ConfirmPerson.tsx'
import { ConfirmRecordings } from './ConfirmRecordings.tsx'
import { dismissRun, type Run } from './currentRun.ts'
import classes from './DeleteDialog.module.css'
import { DeletionProgress } from './DeletionProgress.tsx'
import { EndedDeletion } from './EndedDeletion.tsx'
import { deletionDialog, type DeletionRequest } from './openDeletion.ts'
import { callOnDone } from './useStartDeletion.ts'

/** Closing asks for nothing and stops nothing: a deletion that runs goes on in the corner. */
function close(run: Run | null) {
  const { returnTo } = deletionDialog.get()
  deletionDialog.set(run ? { isShown: false, returnTo: null } : { request: null, returnTo: null })
  if (run?.phase.kind === 'ended') dismissRun()
  else if (run) callOnDone()
  // Once the dialog has let go of the focus: back to where it came from, or to the screen where that is gone.
  setTimeout(() => {
    const target = returnTo?.isConnected ? returnTo : document.querySelector('main')
    if (target instanceof HTMLElement) target.focus({ preventScroll: true })
  }, 0)
}

function Content({ request, run }: { request: DeletionRequest | null; run: Run | null }) {
  if (request?.kind === 'recordings') return <ConfirmRecordings request={request} onCancel={() => close(null)} />
  if (request?.kind === 'person') return <ConfirmPerson request={request} onCancel={() => close(null)} />
  if (run?.phase.kind === 'ended') return <EndedDeletion run={run} onClose={() => close(run)} />
  return run && <DeletionProgress run={run} onBackground={() => close(run)} />
}

/** "Delete recordings": asks, shows how it goes, and ends in the receipt. */
export function DeleteDialog({ request, run }: { request: DeletionRequest | null; run: Run | null }) {
  const isPhone = useMediaQuery('(max-width: 48em)') ?? false
  const shownRun = request ? null : run
  const isEnded = shownRun?.phase.kind === 'ended'
  const closeLabel = shownRun && !isEnded ? 'Close, and go on in the background' : 'Close'
  return (
    <MantineRoot>
      <Modal
        opened={request !== null || run !== null}
        onClose={() => close(shownRun)}
        title="Delete recordings"
        size={isEnded ? 'xl' : 'lg'}
        fullScreen={isPhone}
        centered={false}
        lockScroll={false} // it would write an inline style sheet, which the policy forbids
        closeOnClickOutside={false}
        returnFocus={false} // it does not see what had the focus before its code was loaded
        closeButtonProps={{ 'aria-label': closeLabel, title: closeLabel }}
        transitionProps={{ transition: 'fade', duration: 140 }}
        overlayProps={{ backgroundOpacity: 0.45 }}
        classNames={{
          title: classes['title'] ?? '',
          body: classes['body'] ?? '',
          content: classes['content'] ?? '',
          header: classes['header'] ?? '',
        }}
      >
        <Content request={request} run={run} />
      </Modal>
    </MantineRoot>
  )
}
