import { type Connection, useSettings } from '#storage/connections.ts'
import type { Dialect } from '#features/schedule/scheduleRules.ts'
import { cutText, oneLine } from '#lib/cutText.ts'
import { SidePanel } from '#ui/SidePanel.tsx'
import { DeedButtons } from '../actions/ActionButtons.tsx'
import type { SubscriptionDeed } from '../actions/actionMessages.ts'
import type { Judged } from '../analyzeSubscription.ts'
import { stateWords } from '../stateMessages.ts'
import { SubscriptionDetails } from './SubscriptionDetails.tsx'
import { subscriptionHref } from './subscriptionHref.ts'

type Props = {
  at: Connection
  id: string
  /** What the filters leave, in the order on screen: neighbours are found here. */
  shown: readonly Judged[]
  all: readonly Judged[]
  now: number
  dialect: Dialect
  ownDomains: readonly string[]
  onDeed: (deed: SubscriptionDeed, targets: readonly Judged[]) => void
  onOpen: (id: string) => void
}

/** The subscription that the address opens at the side. One that is not here is closed again by whoever reads. */
export function OpenSubscription({ at, id, shown, all, now, dialect, ownDomains, onDeed, onOpen }: Props) {
  const { shortcuts } = useSettings()
  const judged = all.find(({ subscription }) => subscription.id === id)
  const place = shown.findIndex(({ subscription }) => subscription.id === id)
  const open = (to: Judged | undefined) => to && (() => onOpen(to.subscription.id))
  return (
    <SidePanel
      what="subscription"
      id={id}
      page={subscriptionHref(at, id)}
      title={judged ? cutText(oneLine(judged.name), 200) : 'Subscription'}
      line={judged ? stateWords[judged.state] : 'This project has no subscription with this id, or it was ended.'}
      letters={shortcuts}
      onClose={() => onOpen('')}
      onPrevious={open(place > 0 ? shown[place - 1] : undefined) ?? null}
      onNext={open(place >= 0 ? shown[place + 1] : undefined) ?? null}
    >
      {judged && (
        <SubscriptionDetails
          key={id}
          at={at}
          judged={judged}
          now={now}
          dialect={dialect}
          ownDomains={ownDomains}
          actions={<DeedButtons at={at} targets={[judged]} onDeed={onDeed} />}
        />
      )}
    </SidePanel>
  )
}
