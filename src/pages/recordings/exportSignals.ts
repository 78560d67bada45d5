import { countNouns, exceptionCounts, exceptionText, isCountColumn } from '#features/signals/signalValues.ts'
import { scoreLines, scoreOf } from '#features/signals/score.ts'
import type { Cell } from '#lib/csv.ts'
import type { SessionSignals } from '#storage/sessionSignals.ts'
import { signalWeights } from '#storage/signalWeights.ts'

/** The signals of an export: the columns of the table that show them, and what is known, by recording. */
export type ExportedSignals = { columns: readonly string[]; known: ReadonlyMap<string, SessionSignals> }

type SignalField = { name: string; of: (signals: SessionSignals) => Cell }

/** Counts as numbers, exceptions as "2 TypeError", the score with its reasons in a column of its own; nothing for the strip. */
function fieldsOf(column: string): SignalField[] {
  if (isCountColumn(column)) return [{ name: column, of: ({ counts }) => counts[countNouns[column].count] }]
  if (column === 'exceptions') {
    return [{ name: column, of: (signals) => exceptionCounts(signals).map(exceptionText).join(', ') }]
  }
  if (column !== 'score') return []
  return [
    { name: 'score', of: (signals) => scoreOf(signals, signalWeights.get()).score },
    { name: 'score_reasons', of: (signals) => scoreLines(scoreOf(signals, signalWeights.get())).join('; ') },
  ]
}

/** Of the table's columns, those of signals that a file has. */
export function exportedColumns(columns: readonly string[]): string[] {
  return columns.filter((column) => fieldsOf(column).length > 0)
}

/** The names of the fields that a file has for these columns. */
export function signalNamesOf({ columns }: ExportedSignals): string[] {
  return columns.flatMap((column) => fieldsOf(column).map(({ name }) => name))
}

/** The values of one recording in the order of `signalNamesOf`; null where nothing is known. */
export function signalCells({ columns, known }: ExportedSignals, id: string): Cell[] {
  const signals = known.get(id)
  return columns.flatMap((column) => fieldsOf(column).map(({ of }) => (signals ? of(signals) : null)))
}
