import { IconHistory, IconTable } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { Link } from 'react-router-dom'
import { queryHistory } from '#storage/queryHistory.ts'
import { useConnection } from '#features/connection/useConnection.ts'
import { useLacksScope } from '#features/connection/useLacksScope.ts'
import { EmptyState } from '#ui/EmptyState.tsx'
import { PageHeader } from '#ui/PageHeader.tsx'
import { PromptBar } from './draft/PromptBar.tsx'
import { DraftReview } from './draft/DraftReview.tsx'
import type { Fault } from './syntax/fault.ts'
import { LinkButton } from './LinkButton.tsx'
import { Results } from './results/Results.tsx'
import { errorFaults } from './run/errorFaults.ts'
import { RunBar } from './run/RunBar.tsx'
import { RunFailure } from './run/RunFailure.tsx'
import { RunFacts } from './run/RunFacts.tsx'
import { SqlKeys } from './SqlKeys.tsx'
import { Row, Stack } from '#ui/layout.tsx'
import { Notice } from '#ui/bands.tsx'
import classes from './SqlPage.module.css'
import { TemplateMenu } from './TemplateMenu.tsx'
import { useQueryText } from './useQueryText.ts'
import { useRun } from './run/useRun.ts'
import { Button } from '#ui/Button.tsx'

const EditorBox = lazy(() => import('./editor/EditorBox.tsx').then((module) => ({ default: module.EditorBox })))
const TablesDialog = lazy(() => import('./TablesDialog.tsx').then((module) => ({ default: module.TablesDialog })))
const HistoryDialog = lazy(() => import('./HistoryDialog.tsx').then((module) => ({ default: module.HistoryDialog })))

const noFaults: readonly Fault[] = []

export function SqlPage() {
  const connection = useConnection()
  const { editor, connectEditor, initialText, text, isEmpty, change, replace, notice, dismiss } = useQueryText(connection)
  const [faults, setFaults] = useState(noFaults)
  const [isParserMissing, setParserMissing] = useState(false)
  const [isHistoryOpen, setHistoryOpen] = useState(false)
  const [isTablesOpen, setTablesOpen] = useState(false)
  const [draft, setDraft] = useState<{ prompt: string; before: string; after: string } | null>(null)
  const { run, cancel, isRunning, startedAt, wait, lastRun, failure } = useRun(connection, (failed) =>
    editor?.mark(failed.text, errorFaults(failed.error, failed.text)),
  )
  const lacksScope = useLacksScope(connection, 'query:read')
  const failureFaults = failure ? errorFaults(failure.error, failure.text) : noFaults
  const problem = queryHistory.problem()

  const blocker = lacksScope ? 'The key lacks the scope query:read.' : isEmpty ? 'Write a query or choose a template.' : null

  function runQuery() {
    if (blocker !== null || draft !== null) return
    if (notice !== null) dismiss()
    run(text())
  }

  function insertQuery(query: string) {
    replace(query)
    editor?.focus()
  }

  function acceptDraft() {
    const accepted = draft?.after
    setDraft(null)
    if (accepted !== undefined) insertQuery(accepted)
  }

  return (
    <Stack gap={0} className={classes['page']}>
      <title>{`SQL · ${connection.projectName ?? `Project ${connection.projectId}`} · Replay Desk`}</title>
      <PageHeader
        title="SQL"
        description="Query this project’s data with HogQL, PostHog’s SQL. HogQL has only SELECT, so queries can’t change anything."
        actions={
          <Row wrap className={classes['actions']}>
            <TemplateMenu onTemplate={insertQuery} />
            <Button variant="default" leftSection={<IconTable size={14} aria-hidden />} onClick={() => setTablesOpen(true)}>
              Tables
            </Button>
            <Button variant="default" leftSection={<IconHistory size={14} aria-hidden />} onClick={() => setHistoryOpen(true)}>
              History
            </Button>
            <LinkButton query={text} disabled={isEmpty} />
          </Row>
        }
      />
      {lacksScope && (
        <Notice role="status">
          The key lacks the scope query:read, so it can’t run queries. Add the scope in PostHog under Settings &gt; Personal API
          keys, or <Link to="/settings">use another key</Link>.
        </Notice>
      )}
      {problem && <Notice>{problem}</Notice>}
      {notice && (
        <Notice role="status">
          {notice}{' '}
          <Button variant="subtle" onClick={dismiss}>
            Got it
          </Button>
        </Notice>
      )}
      <div className={classes['workspace']}>
        <PromptBar connection={connection} currentQuery={text} onDraft={setDraft} onTemplate={insertQuery} />
        {draft && <DraftReview {...draft} onAccept={acceptDraft} onDiscard={() => setDraft(null)} />}
        <div hidden={draft !== null}>
          <Suspense fallback={<div className={classes['editor']} aria-busy="true" />}>
            <EditorBox
              connection={connection}
              text={initialText}
              onChange={change}
              onRun={runQuery}
              onFaults={setFaults}
              onParserMissing={() => setParserMissing(true)}
              onEditor={connectEditor}
            />
          </Suspense>
        </div>
        <RunBar
          isRunning={isRunning}
          startedAt={startedAt}
          wait={wait}
          blocker={draft ? 'Accept or discard the draft first.' : blocker}
          faults={faults}
          text={text}
          isParserMissing={isParserMissing}
          onRun={runQuery}
          onCancel={cancel}
          onFault={(fault) => editor?.select(fault)}
        />
      </div>
      {failure && (
        <RunFailure failure={failure} faults={failureFaults} onFault={(fault) => editor?.select(fault)} onFix={insertQuery} />
      )}
      {lastRun ? (
        <>
          <RunFacts run={lastRun} zone={connection.zone} isBusy={isRunning} isOutdated={failure !== null} />
          <Results answer={lastRun.answer} connection={connection} />
        </>
      ) : (
        !failure &&
        !isRunning && (
          <EmptyState title="No results yet">
            Write a query or choose a template. Results appear here and aren’t saved.
          </EmptyState>
        )
      )}
      {isTablesOpen && (
        <Suspense>
          <TablesDialog onInsert={(name) => editor?.insert(name)} onClose={() => setTablesOpen(false)} />
        </Suspense>
      )}
      {isHistoryOpen && (
        <Suspense>
          <HistoryDialog connection={connection} onUse={insertQuery} onClose={() => setHistoryOpen(false)} />
        </Suspense>
      )}
      <SqlKeys />
    </Stack>
  )
}
