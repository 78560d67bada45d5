import { isOutside } from '#lib/domains.ts'
import { useState } from 'react'
import type { AnalyzedSubscription } from '../analyzeSubscription.ts'
import { Stack, Text } from '#ui/layout.tsx'
import classes from './SubscriptionDetails.module.css'
import { Button } from '#ui/Button.tsx'
import { counted } from '#lib/format.ts'

type Props = { analyzed: AnalyzedSubscription; ownDomains: readonly string[] }

const initialCount = 20

export function RecipientList({ analyzed: { recipients, subscription }, ownDomains }: Props) {
  const [isExpanded, setExpanded] = useState(false)
  const { list, repeated, blank } = recipients
  const shown = isExpanded ? list : list.slice(0, initialCount)
  const omitted = [...(repeated > 0 ? [counted(repeated, 'duplicate')] : []), ...(blank > 0 ? [`${blank} blank`] : [])]
  return (
    <section aria-label="Recipients">
      <h3 className={classes['heading']}>
        Recipients <span className={classes['quiet']}>{`${list.length} by ${subscription.targetType ?? 'unknown'}`}</span>
      </h3>
      {list.length === 0 && <p className={classes['quiet']}>No recipients.</p>}
      <Stack as="ul" gap={4} size="sm" breaks>
        {shown.map((recipient) => (
          <li key={recipient.key}>
            <bdi>{recipient.label}</bdi>
            {recipient.name && (
              <span className={classes['quiet']}>
                {' '}
                <bdi>{recipient.name}</bdi>
              </span>
            )}
            {recipient.domain !== null && isOutside(recipient.domain, ownDomains) && (
              <Text as="span" tone="warning">
                {' '}
                external
              </Text>
            )}
            {!recipient.isWellFormed && (
              <Text as="span" tone="warning">
                {' '}
                invalid address
              </Text>
            )}
          </li>
        ))}
      </Stack>
      {shown.length < list.length && (
        <Button variant="subtle" onClick={() => setExpanded(true)}>{`Show all ${list.length}`}</Button>
      )}
      {omitted.length > 0 && <p className={classes['quiet']}>{`Left out: ${omitted.join(', ')}.`}</p>}
    </section>
  )
}
