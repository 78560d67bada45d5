import { IconX } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import type { Connection } from '#storage/connections.ts'
import type { SessionProperty } from '#api/sessionProperties/sessionProperties.ts'
import { cutText } from '#lib/cutText.ts'
import { CopyButton } from '#ui/CopyButton.tsx'
import { LongText } from '#ui/LongText.tsx'
import { kindNames, kindOf } from './propertyKinds.ts'
import { meaningOf } from './propertyMeanings.ts'
import { hasValues, propertySql } from './propertySql.ts'
import { paths } from '#lib/paths.ts'
import { Row, Stack, Text } from '#ui/layout.tsx'
import classes from './PropertyPanel.module.css'
import { PropertyValues } from './PropertyValues.tsx'
import { ButtonLink, IconButton } from '#ui/Button.tsx'

type Props = {
  connection: Connection
  property: SessionProperty
  /** False if the URL names a property that the server does not define. */
  isDefined: boolean
  search: string
  onSearch: (text: string) => void
  onClose: () => void
}

const reasons: Record<string, string> = {
  numeric: 'Values are listed for text only. Use SQL to see the range.',
  duration: 'Values are listed for text only. Use SQL to see how long sessions last, in seconds.',
  datetime: 'Values are listed for text only. Use SQL to see sessions per day.',
}

export function PropertyPanel({ connection, property, isDefined, search, onSearch, onClose }: Props) {
  const { name, propertyType } = property
  const heading = useRef<HTMLHeadingElement>(null)
  const facts = [kindNames[kindOf(name)], propertyType === null ? null : cutText(propertyType, 40)].filter(
    (fact) => fact !== null,
  )

  // On a phone the panel replaces the table, which would lose the focus.
  useEffect(() => {
    const { activeElement } = document
    if (activeElement === document.body || activeElement?.checkVisibility() === false) heading.current?.focus()
  }, [name])

  return (
    <Stack as="section" gap={12} className={classes['panel']} aria-label="Property">
      <Row as="header" align="start">
        <div className={classes['titles']}>
          <h2 ref={heading} tabIndex={-1} className={classes['title']}>
            <LongText text={name} maxLength={120} />
          </h2>
          <Text size="xs" tone="dimmed">
            {facts.join(' · ')}
          </Text>
        </div>
        <IconButton aria-label="Close" title="Close" onClick={onClose}>
          <IconX size={18} aria-hidden />
        </IconButton>
      </Row>
      {meaningOf(name) && <Text size="sm">{meaningOf(name)}.</Text>}
      {isDefined && (
        <Row wrap>
          <CopyButton label="Copy name" text={() => name} />
          <ButtonLink to={paths.sql(connection.projectId, propertySql(property))} variant="default">
            {hasValues(property) ? 'Count values in SQL' : 'Open in SQL'}
          </ButtonLink>
        </Row>
      )}
      {!isDefined && <p className={classes['empty']}>The server defines no property with this name.</p>}
      {isDefined && !hasValues(property) && (
        <p className={classes['empty']}>{reasons[propertyType?.toLowerCase() ?? ''] ?? reasons['numeric']}</p>
      )}
      {isDefined && hasValues(property) && (
        <PropertyValues key={name} connection={connection} property={property} search={search} onSearch={onSearch} />
      )}
    </Stack>
  )
}
