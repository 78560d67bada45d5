import { LineList } from '#ui/LineList.tsx'
import { cutText, oneLine } from '#lib/cutText.ts'
import { Text } from '#ui/layout.tsx'
import type { AnalyzedSubscription } from '../analyzeSubscription.ts'

type Props = { targets: readonly AnalyzedSubscription[]; withRecipients: boolean }

export function TargetList({ targets, withRecipients }: Props) {
  return (
    <LineList scrollLabel="Subscriptions">
      {targets.map(({ subscription: { id }, name, recipients }) => (
        <li key={id}>
          <Text as="bdi" cut>
            {cutText(oneLine(name), 120)}
          </Text>
          {withRecipients && (
            <Text as="small" size="xs" tone="dimmed" breaks>
              {recipients.list.length === 0 ? 'No recipients' : recipients.list.map(({ label }) => label).join(', ')}
            </Text>
          )}
        </li>
      ))}
    </LineList>
  )
}
