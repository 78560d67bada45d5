import { endOf, type RecordingFacts } from '../../data/recordingFacts.ts'
import { answerPage, escapeHtml } from './pageParts.ts'

type Shown = {
  facts: RecordingFacts
  projectName: string
  settings: Record<string, unknown>
  isEmbedded: boolean
}

function instantText(time: number | null): string {
  return time === null ? 'Unknown' : `${new Date(time).toISOString().slice(0, 19).replace('T', ' ')} UTC`
}

function lengthText(seconds: number | null): string {
  if (seconds === null) return 'Unknown'
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`
}

function fact(name: string, value: string | number | null): string {
  return `<dt>${name}</dt><dd>${escapeHtml(String(value ?? 'Unknown'))}</dd>`
}

/** The page of a public link: facts about the recording, where PostHog has a player. */
export function recordingPage({ facts, projectName, settings, isEmbedded }: Shown): Response {
  const { activity, visit, startedAt } = facts
  const parts = [
    settings['noHeader'] === true ? '' : `<p class="quiet">${escapeHtml(projectName)}</p>`,
    '<h1>Session recording</h1>',
    '<p>Anyone who has this link can watch it. The demo host shows what is known of it in place of a player.</p>',
    '<dl>',
    fact('Started', instantText(startedAt)),
    fact('Ended', instantText(endOf(facts))),
    fact('Length', lengthText(activity.durationSeconds)),
    fact('First page', visit.startUrl),
    fact('Clicks', activity.clickCount),
    ...(settings['showInspector'] === true
      ? [fact('Console errors', activity.consoleErrorCount), fact('Console warnings', activity.consoleWarnCount)]
      : []),
    '</dl>',
    settings['whitelabel'] === true ? '' : '<p class="quiet">Shared by the demo host of Replay Desk</p>',
  ]
  const theme = typeof settings['theme'] === 'string' ? { theme: settings['theme'] } : {}
  return answerPage({ status: 200, title: 'Session recording', body: parts.join('\n'), isEmbedded, ...theme })
}

/** The page of an unknown, disabled or expired link. */
export function missingPage(isEmbedded: boolean): Response {
  const body = '<h1>Nothing is shared here</h1><p>This link does not exist, or somebody has switched it off.</p>'
  return answerPage({ status: 404, title: 'Nothing is shared here', body, isEmbedded })
}
