import { type Connection, useSettings } from '#storage/connections.ts'
import type { ScheduleRules } from '#features/schedule/scheduleRules.ts'
import { cutText, oneLine } from '#lib/cutText.ts'
import { SidePanel } from '#ui/SidePanel.tsx'
import { ActionButtons } from '../actions/ActionButtons.tsx'
import type { SubscriptionAction } from '../actions/actionMessages.ts'
import type { AnalyzedSubscription } from '../analyzeSubscription.ts'
import { stateMessages } from '../stateMessages.ts'
import { SubscriptionDetails } from './SubscriptionDetails.tsx'
import { paths } from '#lib/paths.ts'

type Props = {
  connection: Connection
  id: string
  /** Filtered and sorted, for the previous and next buttons. */
  shown: readonly AnalyzedSubscription[]
  all: readonly AnalyzedSubscription[]
  now: number
  scheduleRules: ScheduleRules
  ownDomains: readonly string[]
  onAction: (action: SubscriptionAction, targets: readonly AnalyzedSubscription[]) => void
  onOpen: (id: string) => void
}

export function OpenSubscription({ connection, id, shown, all, now, scheduleRules, ownDomains, onAction, onOpen }: Props) {
  const { shortcuts } = useSettings()
  const analyzed = all.find(({ subscription }) => subscription.id === id)
  const index = shown.findIndex(({ subscription }) => subscription.id === id)
  const open = (to: AnalyzedSubscription | undefined) => to && (() => onOpen(to.subscription.id))
  return (
    <SidePanel
      itemName="subscription"
      id={id}
      pageHref={paths.subscription(connection.projectId, id)}
      title={analyzed ? cutText(oneLine(analyzed.name), 200) : 'Subscription'}
      subtitle={analyzed ? stateMessages[analyzed.state] : 'No subscription with this ID in this project, or it was ended.'}
      shortcuts={shortcuts}
      onClose={() => onOpen('')}
      onPrevious={open(index > 0 ? shown[index - 1] : undefined) ?? null}
      onNext={open(index >= 0 ? shown[index + 1] : undefined) ?? null}
    >
      {analyzed && (
        <SubscriptionDetails
          key={id}
          connection={connection}
          analyzed={analyzed}
          now={now}
          scheduleRules={scheduleRules}
          ownDomains={ownDomains}
          actions={<ActionButtons connection={connection} targets={[analyzed]} onAction={onAction} />}
        />
      )}
    </SidePanel>
  )
}
