import { IconAlertTriangle, IconCircleX, IconInfoCircle } from '@tabler/icons-react'
import { useId, useState } from 'react'
import type { Severity } from '#features/schedule/problems.ts'
import { cutText, oneLine } from '#lib/cutText.ts'
import { ownerName } from '../ownerName.ts'
import type { ProblemGroup } from './groupProblems.ts'
import { kindMessages } from './kindMessages.ts'
import { Row, Text } from '#ui/layout.tsx'
import { TextButton } from '#ui/TextButton.tsx'
import { LineList } from '#ui/LineList.tsx'
import { severityColors } from '../severityColors.ts'
import classes from './ProblemsTab.module.css'
import { Button } from '#ui/Button.tsx'
import { formatNumber } from '#lib/format.ts'

const initialCount = 5
const pageSize = 50

const icons: Record<Severity, { Icon: typeof IconCircleX; label: string }> = {
  error: { Icon: IconCircleX, label: 'Error' },
  warning: { Icon: IconAlertTriangle, label: 'Warning' },
  note: { Icon: IconInfoCircle, label: 'Note' },
}

export function ProblemSection({ group, onOpen }: { group: ProblemGroup; onOpen: (id: string) => void }) {
  const { id, severity, title, affected } = group
  const [visibleCount, setVisibleCount] = useState(initialCount)
  const headingId = useId()
  const { Icon, label } = icons[severity]
  const remaining = affected.length - visibleCount
  return (
    <section className={classes['section']} aria-labelledby={headingId}>
      <Row as="h2" size="lg" id={headingId}>
        <Icon size={16} color={severityColors[severity]} role="img" aria-label={label} /> {title}{' '}
        <Text as="span" tone="dimmed" numeric className={classes['count']}>
          {formatNumber(affected.length)}
        </Text>
      </Row>
      <Text size="sm" className={classes['why']}>
        {kindMessages[id].why}{' '}
        <Text as="span" tone="dimmed">
          {kindMessages[id].next}
        </Text>
      </Text>
      <LineList className={classes['list']}>
        {affected.slice(0, visibleCount).map(({ analyzed: { subscription, name }, problem }) => (
          <li key={subscription.id}>
            <TextButton plain strong cut onClick={() => onOpen(subscription.id)}>
              <bdi>{cutText(oneLine(name), 120)}</bdi>
            </TextButton>
            <Text as="span" tone="dimmed" cut>
              <bdi>{cutText(oneLine(ownerName(subscription.createdBy) ?? 'No owner'), 60)}</bdi>
            </Text>
            <Text as="span" breaks>
              {problem.why}
            </Text>
          </li>
        ))}
      </LineList>
      {remaining > 0 && (
        <Button variant="subtle" aria-describedby={headingId} onClick={() => setVisibleCount(visibleCount + pageSize)}>
          {`Show ${formatNumber(Math.min(remaining, pageSize))} more`}
        </Button>
      )}
    </section>
  )
}
