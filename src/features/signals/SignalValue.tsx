import { cutText } from '#lib/cutText.ts'
import { formatNumber } from '#lib/format.ts'
import type { ApiConnection } from '#storage/connections.ts'
import type { SessionSignals } from '#storage/sessionSignals.ts'
import { EmptyValue } from '#ui/EmptyValue.tsx'
import { Tooltip } from '#ui/Tooltip.tsx'
import { Score } from './Score.tsx'
import { type CountColumn, countNouns, exceptionCounts, exceptionText, isCountColumn } from './signalValues.ts'
import { loading, useSignals } from './signalState.ts'

type Props = { connection: ApiConnection; id: string; column: string }

/** The cell of a column that shows one kind of signal. */
export function SignalValue({ connection, id, column }: Props) {
  const state = useSignals(connection, id)
  if (!('signals' in state)) return <EmptyValue meaning={state.missing} unknown={state !== loading} />
  if (isCountColumn(column)) return <Count signals={state.signals} column={column} />
  return column === 'score' ? <Score signals={state.signals} /> : <Exceptions signals={state.signals} />
}

function Count({ signals, column }: { signals: SessionSignals; column: CountColumn }) {
  const { count, nouns } = countNouns[column]
  const value = signals.counts[count]
  if (value === null) return <EmptyValue meaning={`This server doesn’t count ${nouns}`} unknown />
  if (value === 0) return <EmptyValue meaning={`0 ${nouns}`} />
  return formatNumber(value)
}

function Exceptions({ signals }: { signals: SessionSignals }) {
  const counts = exceptionCounts(signals)
  if (counts.length === 0) return <EmptyValue meaning="0 exceptions" />
  const names = counts.map(([name]) => (name === '' ? 'Unnamed' : cutText(name, 60)))
  return <Tooltip lines={counts.map(exceptionText)}>{names.join(', ')}</Tooltip>
}
