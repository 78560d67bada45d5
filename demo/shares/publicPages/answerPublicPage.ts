import { html, json, Refusal } from '../../host/answers.ts'
import type { RecordingFacts } from '../../data/recordingFacts.ts'
import { failures } from '../../data/failures.ts'
import { shownSettings } from '../linkSettings.ts'
import { presentRecording } from '../../lists/presentRecording.ts'
import { findOpenShare, type OpenShare, recordingBehind } from '../publicShares.ts'
import type { HostContext } from '../../host/resource.ts'
import { missingPage, recordingPage } from './recordingPage.ts'
import { isUnlocked, unlock, unlockPage } from './unlocking.ts'

/** Public pages have no slash at their end, and other names from older days (posthog-api.md#c5-public-pages). */
const publicPage = /^\/(shared|embedded|shared_dashboard|exporter)\/([^/.]+)(\.json)?$/

function dataOf(
  context: HostContext,
  { project, link }: OpenShare,
  facts: RecordingFacts,
  url: URL,
  isEmbedded: boolean,
): Response {
  const { edition, now } = context.options
  const recording = presentRecording(facts, { edition, project, state: context.state, now: now(), as: 'one' })
  const settings = shownSettings(link, url, edition)
  const shown = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== false))
  return json({ type: isEmbedded ? 'embed' : 'scene', accessToken: link.token, recording, ...shown })
}

type Wanted = { token: string; isEmbedded: boolean; isData: boolean }

async function answerLink(context: HostContext, request: Request, { token, isEmbedded, isData }: Wanted): Promise<Response> {
  const open = findOpenShare(context, token)
  const facts = open === null || open.recordingId === failures.gone.id ? null : recordingBehind(context, open)
  if (open === null || facts === null) return missingPage(isEmbedded)
  if (open.link.passwordRequired) {
    if (request.method === 'POST') return unlock(context, open, request)
    if (!isUnlocked(context, open, request)) return unlockPage(open, isEmbedded)
  }
  const url = new URL(request.url)
  if (isData) return dataOf(context, open, facts, url, isEmbedded)
  const settings = shownSettings(open.link, url, context.options.edition)
  return recordingPage({ facts, projectName: open.project.name, settings, isEmbedded })
}

/** Pages of public links, without keys and CORS. */
export async function answerPublicPage(context: HostContext, request: Request): Promise<Response> {
  const [, kind, token, data] = publicPage.exec(new URL(request.url).pathname) ?? []
  if (token === undefined) return html('404 Not Found', 404)
  if (!['GET', 'HEAD', 'POST'].includes(request.method)) return html('405 Method Not Allowed', 405)
  try {
    return await answerLink(context, request, { token, isEmbedded: kind === 'embedded', isData: data !== undefined })
  } catch (error) {
    if (error instanceof Refusal) return error.response
    throw error
  }
}
