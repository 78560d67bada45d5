import { IconExternalLink } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { Connection } from '#storage/connections.ts'
import { asApiError } from '#api/http/errors.ts'
import { insightQueries } from '#api/subscriptions/insights.ts'
import type { Subscription } from '#api/subscriptions/subscriptions.ts'
import { useLacksScope } from '#features/connection/useLacksScope.ts'
import { cutText, oneLine } from '#lib/cutText.ts'
import { resourceName } from '#features/schedule/subscriptionName.ts'
import { unnamedInsight, insightUrl, resourceUrl, subscriptionUrl } from './resourceUrl.ts'
import { Row } from '#ui/layout.tsx'
import classes from './SubscriptionDetails.module.css'

type Props = { connection: Connection; subscription: Subscription }

/** Links to the resource and to the subscription in PostHog. */
export function DeliveredResource({ connection, subscription }: Props) {
  const insight = unnamedInsight(subscription)
  if (insight !== null) return <InsightById connection={connection} subscription={subscription} insight={insight} />
  return <ResourceLink name={resourceName(subscription)} href={resourceUrl(connection, subscription)} id={subscription.id} />
}

function ResourceLink({ name, href, id }: { name: string; href: string | null; id: string }) {
  const text = <bdi>{cutText(oneLine(name), 200)}</bdi>
  if (href === null) return text
  return (
    <Row as="span" gap="0 16px" align="stretch" wrap className={classes['resource']}>
      <a href={href} target="_blank" rel="noopener noreferrer">
        {text}
      </a>
      <a href={subscriptionUrl(href, id)} target="_blank" rel="noopener noreferrer">
        Edit in PostHog <IconExternalLink size={13} aria-hidden />
      </a>
    </Row>
  )
}

/** Older servers return only the insight’s number, so its name is looked up. */
function InsightById({ connection, subscription, insight }: Props & { insight: string }) {
  const isLacking = useLacksScope(connection, 'insight:read')
  const { data, error } = useQuery({ ...insightQueries.name(connection, insight), enabled: !isLacking })
  if (data?.shortId) {
    const name = subscription.resourceName ?? data.name ?? data.derivedName ?? resourceName(subscription)
    return <ResourceLink name={name} href={insightUrl(connection, data.shortId)} id={subscription.id} />
  }
  const why = isLacking ? 'The key lacks the scope insight:read.' : error && asApiError(error).message
  return (
    <>
      <ResourceLink name={resourceName(subscription)} href={null} id={subscription.id} />
      {why && <span className={classes['quiet']}> No link, because this server returns only the insight’s number. {why}</span>}
    </>
  )
}
