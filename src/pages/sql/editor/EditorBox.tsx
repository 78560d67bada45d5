import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef } from 'react'
import type { Connection } from '#storage/connections.ts'
import { sessionPropertyQueries } from '#api/sessionProperties/sessionProperties.ts'
import classes from '../SqlPage.module.css'
import { createSyntaxChecker } from '../syntax/syntaxChecker.ts'
import type { Fault } from '../syntax/fault.ts'
import { openEditor, type QueryEditor } from './queryEditor.ts'

type Props = {
  connection: Connection
  text: string
  onChange: (text: string) => void
  onRun: () => void
  onFaults: (faults: readonly Fault[]) => void
  /** Called if the parser can’t run in this browser. */
  onParserMissing: () => void
  /** Called with the editor once it exists, and with null when it is removed. */
  onEditor: (editor: QueryEditor | null) => void
}

export function EditorBox({ connection, text, onChange, onRun, onFaults, onParserMissing, onEditor }: Props) {
  const container = useRef<HTMLDivElement>(null)
  const queryClient = useQueryClient()
  const handleChange = useEffectEvent(onChange)
  const handleRun = useEffectEvent(onRun)
  const onFaultsChange = useEffectEvent(onFaults)
  const reportParserMissing = useEffectEvent(onParserMissing)
  const reportEditor = useEffectEvent(onEditor)
  const initialText = useEffectEvent(() => text)
  const propertyNames = useEffectEvent(async () => {
    const query = { ...sessionPropertyQueries.definitions(connection), retry: false }
    const definitions = await queryClient.fetchQuery(query).catch(() => [])
    return definitions.map(({ name }) => name)
  })

  // CodeMirror keeps its own DOM and state.
  useEffect(() => {
    if (!container.current) return
    const checker = createSyntaxChecker(() => reportParserMissing())
    const { editor, close } = openEditor(container.current, {
      text: initialText(),
      onChange: (now) => handleChange(now),
      onRun: () => handleRun(),
      onFaults: (faults) => onFaultsChange(faults),
      check: checker.check,
      propertyNames: () => propertyNames(),
    })
    reportEditor(editor)
    return () => {
      reportEditor(null)
      close()
      checker.close()
    }
  }, [])

  return <div ref={container} className={classes['editor']} />
}
