import rrwebStyles from '@rrweb/replay/dist/style.css?inline'

/** The static document that recorded pages are rebuilt in; `scripts/policy.ts` says what it may do, which is nothing. */
export const stageUrl = '/stage.html'

/** What the frame around that document may do; no scripts, whatever a recording holds (posthog-api.md, section J). */
export const stageSandbox = 'allow-same-origin'

function isThere({ contentDocument }: HTMLIFrameElement): boolean {
  return contentDocument?.readyState === 'complete' && new URL(contentDocument.URL).pathname === stageUrl
}

/**
 * Waits for the stage in `frame` and gives the element that replayers draw into. `frame` must be sandboxed with
 * `stageSandbox` and show `stageUrl`. Throws an Error where it is anything else, so that no recording is ever rebuilt in a
 * document that could run it.
 */
export async function openStage(frame: HTMLIFrameElement): Promise<HTMLElement> {
  if (frame.getAttribute('sandbox') !== stageSandbox) throw new Error('The stage is not sandboxed.')
  if (!isThere(frame)) await new Promise((done) => frame.addEventListener('load', done, { once: true }))
  const { contentDocument: stage } = frame
  if (!stage || !isThere(frame)) throw new Error('The document for recorded pages did not load.')
  const styles = stage.createElement('style')
  styles.textContent = `${rrwebStyles} html, body { margin: 0; height: 100%; overflow: hidden; }`
  stage.head.append(styles)
  return stage.body
}

/**
 * Every frame at or below `frame`, that holds a document: each must be sandboxed without scripts, by itself or by one above it.
 * Gives what is wrong; null where all is well. Cheap enough to ask after every rebuild.
 */
export function sandboxFault(replayed: HTMLIFrameElement): string | null {
  const sandbox = replayed.getAttribute('sandbox')
  return sandbox === stageSandbox ? null : `The recorded page is sandboxed as “${sandbox ?? 'nothing'}”.`
}
