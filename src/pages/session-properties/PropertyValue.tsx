import { IconSql } from '@tabler/icons-react'
import { useId } from 'react'
import { useNavigate } from 'react-router-dom'
import type { Connection } from '#storage/connections.ts'
import type { SessionProperty } from '#api/sessionProperties/sessionProperties.ts'
import { propertyFilter, propertyRecordingsPath } from '#features/recording/propertyRecordings.ts'
import { CopyButton } from '#ui/CopyButton.tsx'
import { LongText } from '#ui/LongText.tsx'
import { Row, Text } from '#ui/layout.tsx'
import classes from './PropertyPanel.module.css'
import { isBoolean, valueSql } from './propertySql.ts'
import { paths } from '#lib/paths.ts'
import { counted } from '#lib/format.ts'
import { customProperties } from '#ui/customProperties.ts'
import { Button, IconLink } from '#ui/Button.tsx'

type Props = {
  connection: Connection
  property: SessionProperty
  value: string
  /** Sessions with this value; null if unknown. */
  count: number | null
  /** Sessions with the most frequent value. */
  most: number
}

const booleanLabels: Record<string, string> = { '1': 'Yes', '0': 'No', true: 'Yes', false: 'No' }

export function PropertyValue({ connection, property, value, count, most }: Props) {
  const id = useId()
  const navigate = useNavigate()
  const path = propertyRecordingsPath(connection.projectId, property.name, value)
  const label = isBoolean(property) ? booleanLabels[value.toLowerCase()] : undefined
  return (
    <Row as="li" gap="4px 8px" wrap size="sm" className={classes['value']}>
      <span id={id} className={classes['text']}>
        {label !== undefined && <>{label} </>}
        {label !== undefined && (
          <Text as="span" size="xs" tone="dimmed">
            {value}
          </Text>
        )}
        {label === undefined &&
          (value === '' ? (
            <Text as="span" size="xs" tone="dimmed">
              Empty text
            </Text>
          ) : (
            <LongText text={value} maxLength={200} />
          ))}
      </span>
      {count !== null && (
        <Text as="span" size="xs" tone="dimmed" numeric>
          {counted(count, 'session')}
        </Text>
      )}
      <Row as="span" gap={2}>
        <Button
          variant="default"
          aria-describedby={id}
          disabled={path === null}
          title={path === null ? 'This value doesn’t fit in a link to recordings' : 'Last 30 days'}
          onClick={() => path !== null && void navigate(path)}
        >
          Show recordings
        </Button>
        <CopyButton compact label="Copy as filter JSON" text={() => JSON.stringify(propertyFilter(property.name, value))} />
        <IconLink
          to={paths.sql(connection.projectId, valueSql(property, value))}
          aria-label="Use in SQL"
          aria-describedby={id}
          title="Use in SQL"
        >
          <IconSql size={18} aria-hidden />
        </IconLink>
      </Row>
      {count !== null && (
        <span
          className={classes['bar']}
          style={customProperties({ '--filled': `${Math.round((100 * count) / most)}%` })}
          aria-hidden
        />
      )}
    </Row>
  )
}
