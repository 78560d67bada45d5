import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef } from 'react'
import type { Connection } from '#storage/connections.ts'
import { sessionPropertyQueries } from '#api/sessionProperties/sessionProperties.ts'
import classes from '../SqlPage.module.css'
import { createSyntaxChecker } from '../syntax/syntaxChecker.ts'
import type { Fault } from './fault.ts'
import { openEditor, type QueryEditor } from './queryEditor.ts'

type Props = {
  connection: Connection
  /** What stands in it at first. */
  text: string
  onChange: (text: string) => void
  onRun: () => void
  onFaults: (faults: readonly Fault[]) => void
  /** The parser cannot run in this browser. */
  onParserMissing: () => void
  /** Hears of the editor once it is there, and null when it goes. */
  onEditor: (editor: QueryEditor | null) => void
}

/** The editor in the page: CodeMirror, with the parser beside it. */
export function EditorBox({ connection, text, onChange, onRun, onFaults, onParserMissing, onEditor }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const queryClient = useQueryClient()
  const change = useEffectEvent(onChange)
  const run = useEffectEvent(onRun)
  const onFaultsChange = useEffectEvent(onFaults)
  const loseParser = useEffectEvent(onParserMissing)
  const giveEditor = useEffectEvent(onEditor)
  const firstText = useEffectEvent(() => text)
  const propertyNames = useEffectEvent(async () => {
    const query = { ...sessionPropertyQueries.definitions(connection), retry: false }
    const definitions = await queryClient.fetchQuery(query).catch(() => [])
    return definitions.map(({ name }) => name)
  })

  // Talks to CodeMirror, which draws in its own place and keeps its own state.
  useEffect(() => {
    if (!place.current) return
    const checker = createSyntaxChecker(() => loseParser())
    const { editor, close } = openEditor(place.current, {
      text: firstText(),
      onChange: (now) => change(now),
      onRun: () => run(),
      onFaults: (faults) => onFaultsChange(faults),
      check: checker.check,
      propertyNames: () => propertyNames(),
    })
    giveEditor(editor)
    return () => {
      giveEditor(null)
      close()
      checker.close()
    }
  }, [])

  return <div ref={place} className={classes['editor']} />
}
