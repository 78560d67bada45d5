import { IconHistory, IconTable } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { Link } from 'react-router-dom'
import type { Connection } from '#storage/connections.ts'
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
  const [draft, setDraft] = useState<{ prompt: string; before: string; after: string } | null>(null)
  const running = useRun(connection, (failed) => editor?.mark(failed.text, errorFaults(failed.error, failed.text)))
  const { isRunning, startedAt, wait } = running
  const lacksScope = useLacksScope(connection, 'query:read')

  const blocker = lacksScope ? 'The key lacks the scope query:read.' : isEmpty ? 'Write a query or choose a template.' : null

  function runQuery() {
    if (blocker !== null || draft !== null) return
    if (notice !== null) dismiss()
    running.run(text())
  }

  function insertQuery(query: string) {
    replace(query)
    editor?.focus()
  }

  const selectFault = (fault: Fault) => editor?.select(fault)

  function acceptDraft() {
    const accepted = draft?.after
    setDraft(null)
    if (accepted !== undefined) insertQuery(accepted)
  }

  return (
    <Stack gap={0} className={classes['page']}>
      <title>{`SQL · ${connection.projectName ?? `Project ${connection.projectId}`} · Replay Desk`}</title>
      <Header
        connection={connection}
        query={text}
        isEmpty={isEmpty}
        onQuery={insertQuery}
        onInsert={(name) => editor?.insert(name)}
      />
      <Notices lacksScope={lacksScope} fromLink={notice} onDismiss={dismiss} />
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
          onCancel={running.cancel}
          onFault={selectFault}
        />
      </div>
      <Outcome running={running} connection={connection} onFault={selectFault} onFix={insertQuery} />
      <SqlKeys />
    </Stack>
  )
}

type HeaderProps = {
  connection: Connection
  query: () => string
  isEmpty: boolean
  /** Puts a whole query into the editor. */
  onQuery: (query: string) => void
  /** Puts a name where the cursor is. */
  onInsert: (name: string) => void
}

function Header({ connection, query, isEmpty, onQuery, onInsert }: HeaderProps) {
  const [isHistoryOpen, setHistoryOpen] = useState(false)
  const [isTablesOpen, setTablesOpen] = useState(false)
  return (
    <>
      <PageHeader
        title="SQL"
        description="Query this project’s data with HogQL, PostHog’s SQL. HogQL has only SELECT, so queries can’t change anything."
        actions={
          <Row wrap className={classes['actions']}>
            <TemplateMenu onTemplate={onQuery} />
            <Button variant="default" leftSection={<IconTable size={14} aria-hidden />} onClick={() => setTablesOpen(true)}>
              Tables
            </Button>
            <Button variant="default" leftSection={<IconHistory size={14} aria-hidden />} onClick={() => setHistoryOpen(true)}>
              History
            </Button>
            <LinkButton query={query} disabled={isEmpty} />
          </Row>
        }
      />
      {isTablesOpen && (
        <Suspense>
          <TablesDialog onInsert={onInsert} onClose={() => setTablesOpen(false)} />
        </Suspense>
      )}
      {isHistoryOpen && (
        <Suspense>
          <HistoryDialog connection={connection} onUse={onQuery} onClose={() => setHistoryOpen(false)} />
        </Suspense>
      )}
    </>
  )
}

type NoticesProps = { lacksScope: boolean; fromLink: string | null; onDismiss: () => void }

function Notices({ lacksScope, fromLink, onDismiss }: NoticesProps) {
  const problem = queryHistory.problem()
  return (
    <>
      {lacksScope && (
        <Notice role="status">
          The key lacks the scope query:read, so it can’t run queries. Add the scope in PostHog under Settings &gt; Personal API
          keys, or <Link to="/settings">use another key</Link>.
        </Notice>
      )}
      {problem && <Notice>{problem}</Notice>}
      {fromLink && (
        <Notice role="status">
          {fromLink}{' '}
          <Button variant="subtle" onClick={onDismiss}>
            Got it
          </Button>
        </Notice>
      )}
    </>
  )
}

type OutcomeProps = {
  running: ReturnType<typeof useRun>
  connection: Connection
  onFault: (fault: Fault) => void
  onFix: (query: string) => void
}

function Outcome({ running: { isRunning, lastRun, failure }, connection, onFault, onFix }: OutcomeProps) {
  const failureFaults = failure ? errorFaults(failure.error, failure.text) : noFaults
  return (
    <>
      {failure && <RunFailure failure={failure} faults={failureFaults} onFault={onFault} onFix={onFix} />}
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
    </>
  )
}
