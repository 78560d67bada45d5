import { useSyncExternalStore } from 'react'
import { Link } from 'react-router-dom'
import * as v from 'valibot'
import { paths, screenPath } from '#lib/paths.ts'
import { readAs } from '#lib/readAs.ts'
import { stored } from '#lib/stored.ts'
import { Notice } from '#ui/bands.tsx'
import { TextButton } from '#ui/TextButton.tsx'

const dismissal = stored<boolean>({
  name: 'replay-desk-demo-tour-dismissed',
  area: () => localStorage,
  empty: false,
  repair: (value) => ({ value: readAs(v.boolean(), value) ?? false, problem: null }),
})

/** For the first visit of the demo: where the three jobs begin. */
export function DemoTour({ projectId }: { projectId: string }) {
  const isDismissed = useSyncExternalStore(dismissal.subscribe, dismissal.get)
  if (isDismissed) return null
  return (
    <Notice tone="dimmed">
      Three things to try: <Link to={paths.recordings(projectId, { console_errors: '1' })}>watch someone run into an error</Link>,{' '}
      <Link to={screenPath(projectId, 'sharing')}>find and close public links</Link>, or{' '}
      <Link to={screenPath(projectId, 'subscriptions', { tab: 'calendar' })}>see what goes out this week</Link>.{' '}
      <TextButton onClick={() => dismissal.set(() => true)}>Hide these tips</TextButton>
    </Notice>
  )
}
