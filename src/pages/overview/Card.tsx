import { IconAlertTriangle } from '@tabler/icons-react'
import { type ReactNode, useId } from 'react'
import { Link } from 'react-router-dom'
import { asApiError } from '#api/http/errors.ts'
import { relativeTime } from '#lib/instant.ts'
import { Button } from '#ui/Button.tsx'
import { Row, Stack, Text } from '#ui/layout.tsx'
import classes from './Card.module.css'

type Props = {
  title: string
  /** The screen behind it, with its filters. */
  to: string
  /** When its data was read, in milliseconds since 1970; absent for what is always current. */
  updatedAt?: number
  now: number
  wide?: boolean
  children: ReactNode
}

export function Card({ title, to, updatedAt = 0, now, wide = false, children }: Props) {
  const id = useId()
  return (
    <Stack as="section" gap={12} className={classes['card']} data-wide={wide || undefined} aria-labelledby={id}>
      <Row gap="0 12px" align="baseline" justify="space-between" wrap>
        <h2 className={classes['title']} id={id}>
          <Link to={to}>{title}</Link>
        </h2>
        {updatedAt > 0 && (
          <Text as="span" size="xs" tone="dimmed">
            Updated {relativeTime(new Date(updatedAt), now)}
          </Text>
        )}
      </Row>
      {children}
    </Stack>
  )
}

type QueryProps<T> = {
  query: { data: T | undefined; error: unknown; isFetching: boolean; refetch: () => unknown }
  /** What is said while it loads: "Loading recordings". */
  loading: string
  /** Keeps the place of what comes. In pixels. */
  height: number
  children: (data: T) => ReactNode
}

/** The body of a card: its data, which stays when an update fails, or that it loads, or why it failed. */
export function CardBody<T>({ query: { data, error, isFetching, refetch }, loading, height, children }: QueryProps<T>) {
  const isFailed = error !== null && error !== undefined && !isFetching
  if (data === undefined && !isFailed) {
    return <div className={classes['skeleton']} role="status" aria-label={loading} style={{ height }} />
  }
  return (
    <>
      {data !== undefined && children(data)}
      {isFailed && <Failed error={error} isUpdate={data !== undefined} onRetry={() => void refetch()} />}
    </>
  )
}

function Failed({ error, isUpdate, onRetry }: { error: unknown; isUpdate: boolean; onRetry: () => void }) {
  const { message, next } = asApiError(error)
  return (
    <Stack gap={8} align="start" role="alert">
      <Text size="sm" breaks>
        <IconAlertTriangle size={14} className={classes['icon']} aria-hidden /> {isUpdate && 'Couldn’t update. '}
        {message}
      </Text>
      {next && (
        <Text size="sm" tone="dimmed" breaks>
          {next}
        </Text>
      )}
      <Button variant="default" onClick={onRetry}>
        Try again
      </Button>
    </Stack>
  )
}

/** A number that answers the card's question, with the rest of the sentence. */
export function Headline({ value, children }: { value: string; children: ReactNode }) {
  return (
    <Text size="sm" numeric>
      <b className={classes['value']}>{value}</b> {children}
    </Text>
  )
}
