import { useEffect, useSyncExternalStore } from 'react'
import { InterruptedJobs, type Resumers } from './InterruptedJobs.tsx'
import { JobCard } from './JobCard.tsx'
import { JobDialog } from './JobDialog.tsx'
import { Stack } from '#ui/layout.tsx'
import classes from './JobHost.module.css'
import { isRunning, jobStore } from './jobStore.ts'

function askBeforeClosing(event: BeforeUnloadEvent) {
  event.preventDefault()
}

/** The jobs of this tab: one in its dialog, the others and the interrupted ones in the corner. */
export function Jobs({ resumers }: { resumers: Resumers }) {
  const { jobs, shownId } = useSyncExternalStore(jobStore.subscribe, jobStore.get)
  const shown = jobs.find(({ job }) => job.id === shownId)
  const hasUnsaved = jobs.some(({ job, view }) => view.isLostOnClose === true && isRunning(job))

  useEffect(() => {
    if (!hasUnsaved) return
    window.addEventListener('beforeunload', askBeforeClosing)
    return () => window.removeEventListener('beforeunload', askBeforeClosing)
  }, [hasUnsaved])

  return (
    <>
      {shown && <JobDialog key={shown.job.id} running={shown} />}
      <Stack className={classes['corner']}>
        {jobs.map((running) => running !== shown && <JobCard key={running.job.id} {...running} />)}
        <InterruptedJobs resumers={resumers} />
      </Stack>
    </>
  )
}
