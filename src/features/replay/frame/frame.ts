import rrwebStyles from '@rrweb/replay/dist/style.css?inline'
import { plainHost } from '../sanitizer/address.ts'
import { openFrameUrl, frameSandbox, frameUrl } from './frameUrl.ts'

const frameStyles =
  'html, body { margin: 0; height: 100%; overflow: hidden; } iframe { border: 0; } [hidden] { display: none !important; }'

function isThere({ contentDocument }: HTMLIFrameElement, url: string): boolean {
  return contentDocument?.readyState === 'complete' && new URL(contentDocument.URL).pathname === url
}

/** How long a document of our own may take to come, in milliseconds. */
const longestLoad = 15_000

function loaded(frame: HTMLIFrameElement, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const waiting = AbortSignal.any([signal, AbortSignal.timeout(longestLoad)])
    frame.addEventListener('load', () => resolve(), { once: true, signal: waiting })
    waiting.addEventListener('abort', () => reject(new Error('The document for recorded pages did not load.')), { once: true })
  })
}

/** Narrows what the document may load to some hosts: a second policy beside its own, and both must agree. */
function narrow(stage: Document, hosts: readonly string[]) {
  if (!hosts.every((host) => plainHost.test(host))) throw new Error('One of the chosen hosts has no plain name.')
  const sources = hosts.flatMap((host) => [`https://${host}`, `http://${host}`]).join(' ')
  const policy = stage.createElement('meta')
  policy.httpEquiv = 'Content-Security-Policy'
  policy.content = `img-src data: ${sources}; font-src data: ${sources}; media-src ${sources}; style-src 'unsafe-inline' ${sources}`
  stage.head.append(policy)
}

/**
 * Waits for the stage in `frame` and gives the element that replayers draw into. `frame` must be sandboxed with
 * `stageSandbox` and show `stageUrl`, or `openStageUrl` where files of `hosts` ("cdn.example:8080") are allowed. Throws an Error
 * where it is anything else, so that no recording is ever rebuilt in a document that could run it.
 */
export async function openFrame(frame: HTMLIFrameElement, hosts: readonly string[], signal: AbortSignal): Promise<HTMLElement> {
  const url = hosts.length === 0 ? frameUrl : openFrameUrl
  if (frame.getAttribute('sandbox') !== frameSandbox) throw new Error('The stage is not sandboxed.')
  if (!isThere(frame, url)) await loaded(frame, signal)
  signal.throwIfAborted()
  const { contentDocument: stage } = frame
  if (!stage || !isThere(frame, url)) throw new Error('The document for recorded pages did not load.')
  if (hosts.length > 0) narrow(stage, hosts)
  const styles = stage.createElement('style')
  styles.textContent = rrwebStyles + frameStyles
  stage.head.append(styles)
  return stage.body
}

/**
 * What is wrong with the frame that a recorded page was rebuilt in, or with one inside it; null where all is well. Frames inside
 * inherit that they run no scripts (HTML, "sandboxing flag set"); they must have nothing of their own to show either.
 */
export function sandboxFault(replayed: HTMLIFrameElement): string | null {
  const sandbox = replayed.getAttribute('sandbox')
  if (sandbox !== frameSandbox) return `The recorded page is sandboxed as “${sandbox ?? 'nothing'}”.`
  return replayed.contentDocument && contentFault(replayed.contentDocument)
}

const ownContent = [
  'iframe[srcdoc]',
  'iframe[src]:not([src^="data:"], [src="about:blank"])',
  'frame[src]',
  'object[data]',
  'embed[src]',
  'script[src]',
].join()

function contentFault(page: Document): string | null {
  const inner = page.querySelector(ownContent)
  if (inner) return `The recorded page holds a ${inner.tagName.toLowerCase()} of its own.`
  for (const { contentDocument } of page.querySelectorAll('iframe')) {
    const fault = contentDocument && contentFault(contentDocument)
    if (fault) return fault
  }
  return null
}
