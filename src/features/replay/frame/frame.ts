import rrwebStyles from '@rrweb/replay/dist/style.css?inline'
import { validHost } from '../sanitizer/destination.ts'
import { openFrameUrl, frameSandbox, frameUrl } from './frameUrl.ts'

const frameStyles =
  'html, body { margin: 0; height: 100%; overflow: hidden; } iframe { border: 0; } [hidden] { display: none !important; }'

function isLoaded({ contentDocument }: HTMLIFrameElement, url: string): boolean {
  return contentDocument?.readyState === 'complete' && new URL(contentDocument.URL).pathname === url
}

const loadTimeout = 15_000

function waitForLoad(frame: HTMLIFrameElement, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const waitSignal = AbortSignal.any([signal, AbortSignal.timeout(loadTimeout)])
    frame.addEventListener('load', () => resolve(), { once: true, signal: waitSignal })
    waitSignal.addEventListener('abort', () => reject(new Error('The replay frame didn’t load.')), { once: true })
  })
}

/** Adds a second policy that allows only these hosts; both policies apply. */
function restrictSources(frameDocument: Document, hosts: readonly string[]) {
  if (!hosts.every((host) => validHost.test(host))) throw new Error('One of the allowed hosts isn’t a valid host name.')
  const sources = hosts.flatMap((host) => [`https://${host}`, `http://${host}`]).join(' ')
  const policy = frameDocument.createElement('meta')
  policy.httpEquiv = 'Content-Security-Policy'
  policy.content = `img-src data: ${sources}; font-src data: ${sources}; media-src ${sources}; style-src 'unsafe-inline' ${sources}`
  frameDocument.head.append(policy)
}

/**
 * Waits for the document in `frame` and returns the element to draw into. `frame` must have the sandbox `frameSandbox` and show
 * `frameUrl`, or `openFrameUrl` if `hosts` ("cdn.example:8080") are allowed. Throws an Error otherwise, so that no recording is
 * rebuilt in a document that could run it.
 */
export async function openFrame(frame: HTMLIFrameElement, hosts: readonly string[], signal: AbortSignal): Promise<HTMLElement> {
  const url = hosts.length === 0 ? frameUrl : openFrameUrl
  if (frame.getAttribute('sandbox') !== frameSandbox) throw new Error('The replay frame isn’t sandboxed.')
  if (!isLoaded(frame, url)) await waitForLoad(frame, signal)
  signal.throwIfAborted()
  const { contentDocument: frameDocument } = frame
  if (!frameDocument || !isLoaded(frame, url)) throw new Error('The replay frame didn’t load.')
  if (hosts.length > 0) restrictSources(frameDocument, hosts)
  const styles = frameDocument.createElement('style')
  styles.textContent = rrwebStyles + frameStyles
  frameDocument.head.append(styles)
  return frameDocument.body
}

/**
 * Checks the frame of a recorded page and all frames inside it; null if all is well. Inner frames inherit the ban on scripts
 * (HTML, "sandboxing flag set"), and must not load content of their own.
 */
export function sandboxError(replayFrame: HTMLIFrameElement): string | null {
  const sandbox = replayFrame.getAttribute('sandbox')
  if (sandbox !== frameSandbox) return `The recorded page has an unexpected sandbox: “${sandbox ?? 'none'}”.`
  return replayFrame.contentDocument && contentError(replayFrame.contentDocument)
}

const forbiddenContent = [
  'iframe[srcdoc]',
  'iframe[src]:not([src="about:blank"])',
  'frame[src]',
  'object[data]',
  'embed[src]',
  'script[src]',
].join()

function contentError(page: Document): string | null {
  const element = page.querySelector(forbiddenContent)
  if (element) return `The recorded page contains an unexpected ${element.tagName.toLowerCase()} element.`
  for (const { contentDocument } of page.querySelectorAll('iframe')) {
    const error = contentDocument && contentError(contentDocument)
    if (error) return error
  }
  return null
}
