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

/** A running deletion continues in the background card. */
function close(run: Run | null) {
  const { returnTo } = deletionDialog.get()
  deletionDialog.set(run ? { isShown: false, returnTo: null } : { request: null, returnTo: null })
  if (run?.phase.kind === 'ended') dismissRun()
  else if (run) callOnDone()
  // After the dialog has released the focus.
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

export function DeleteDialog({ request, run }: { request: DeletionRequest | null; run: Run | null }) {
  const isPhone = useMediaQuery('(max-width: 48em)') ?? false
  const shownRun = request ? null : run
  const isEnded = shownRun?.phase.kind === 'ended'
  const closeLabel = shownRun && !isEnded ? 'Close and continue in background' : 'Close'
  return (
    <MantineRoot>
      <Modal
        opened={request !== null || run !== null}
        onClose={() => close(shownRun)}
        title="Delete recordings"
        size={isEnded ? 'xl' : 'lg'}
        fullScreen={isPhone}
        centered={false}
        lockScroll={false} // would add an inline style sheet, which the CSP forbids
        closeOnClickOutside={false}
        returnFocus={false} // the dialog loads after the click, too late to see the focused element
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
