import { IconCircleDotted, IconEye, IconPointFilled } from '@tabler/icons-react'
import type { Connection } from '#storage/connections.ts'
import { readExtras, type RecordingExtras } from '#api/recordings/recordingExtras.ts'
import type { Recording, WholeRecording } from '#api/recordings/recordings.ts'
import { byteText } from '#lib/byteText.ts'
import { CopyButton } from '#ui/CopyButton.tsx'
import { EmptyValue } from '#ui/EmptyValue.tsx'
import { Fact, FactList } from '#ui/FactList.tsx'
import { LongText } from '#ui/LongText.tsx'
import { ExternalLink } from '#ui/ExternalLink.tsx'
import { ExactTime } from './ExactTime.tsx'
import { Row, Text } from '#ui/layout.tsx'
import classes from './RecordingFacts.module.css'
import { formatNumber } from '#lib/format.ts'

type Props = { connection: Connection; whole: WholeRecording; now: number }

export function RecordingFacts({ connection: { zone }, whole: { recording, raw }, now }: Props) {
  const extras = readExtras(raw)
  const { startTime, endTime, startUrl, snapshotSource, activityScore, id } = recording
  return (
    <section aria-label="Details">
      <FactList>
        <Fact name="State">
          <State recording={recording} />
        </Fact>
        <Fact name="Started">
          <ExactTime at={startTime} zone={zone} now={now} unknown="Start unknown" />
        </Fact>
        <Fact name="Ended">
          <ExactTime at={endTime} zone={zone} now={now} unknown="End unknown" />
        </Fact>
        <Fact name="Start URL">
          {startUrl ? <ExternalLink url={startUrl} /> : <EmptyValue meaning="Start URL unknown" unknown />}
        </Fact>
        <Fact name="Source">
          {snapshotSource ? (
            <LongText text={sourceText(snapshotSource, extras)} />
          ) : (
            <EmptyValue meaning="Source unknown" unknown />
          )}
        </Fact>
        {activityScore !== null && <Fact name="Activity score">{formatNumber(activityScore)}</Fact>}
        <Size extras={extras} />
        <Retention recording={recording} zone={zone} now={now} />
        <AiSummary extras={extras} />
        {extras && extras.viewers.length > 0 && (
          <Fact name="Viewed by">
            <LongText text={extras.viewers.join(', ')} />
          </Fact>
        )}
        <Fact name="Recording ID">
          <Row as="span" gap={4} align="start" className={classes['id']}>
            <code>{id}</code>
            <CopyButton label="Copy recording ID" text={() => id} compact />
          </Row>
        </Fact>
      </FactList>
    </section>
  )
}

function sourceText(source: string, extras: RecordingExtras | null): string {
  const known: Record<string, string> = { web: 'Web', mobile: 'Mobile' }
  const library = extras?.snapshotLibrary
  const name = Object.hasOwn(known, source) ? (known[source] ?? source) : source
  return library && library !== source ? `${name} (${library})` : name
}

function State({ recording: { viewed, ongoing } }: { recording: Recording }) {
  const Icon = viewed ? IconEye : IconCircleDotted
  return (
    <span className={classes['state']}>
      <Icon size={14} aria-hidden /> {viewed ? 'Viewed' : 'Not viewed'}
      {ongoing && (
        <span className={classes['ongoing']}>
          <IconPointFilled size={14} aria-hidden /> Ongoing
        </span>
      )}
    </span>
  )
}

function Size({ extras }: { extras: RecordingExtras | null }) {
  const parts = [
    extras && extras.totalSize !== null && byteText(extras.totalSize),
    extras && extras.eventCount !== null && `${formatNumber(extras.eventCount)} events`,
  ].filter(Boolean)
  return parts.length === 0 ? null : <Fact name="Size">{parts.join(', ')}</Fact>
}

/** Shown as the server has it; Replay Desk never asks for one. */
function AiSummary({ extras }: { extras: RecordingExtras | null }) {
  const outcome = extras?.summaryOutcome
  if (!outcome?.description) return null
  const result = outcome.success === null ? '' : outcome.success ? 'Success: ' : 'Failure: '
  return (
    <Fact name="AI summary by PostHog">
      <LongText text={`${result}${outcome.description}`} />
    </Fact>
  )
}

/** Only the newest servers report retention. */
function Retention({ recording, zone, now }: { recording: Recording; zone: string | null; now: number }) {
  const { retentionPeriodDays: days, expiryTime } = recording
  return (
    <>
      {days !== null && <Fact name="Retention">{days === 1 ? '1 day' : `${formatNumber(days)} days`}</Fact>}
      <Fact name={expiryTime && expiryTime.getTime() <= now ? 'Expired' : 'Expires'}>
        {expiryTime ? (
          <ExactTime at={expiryTime} zone={zone} now={now} unknown="" />
        ) : (
          <Text as="span" tone="dimmed">
            Not reported by this server
          </Text>
        )}
      </Fact>
    </>
  )
}
