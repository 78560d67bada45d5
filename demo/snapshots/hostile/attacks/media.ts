import { source, type } from '../../rrweb.ts'
import type { Attack } from '../attackTape.ts'
import type { Lures } from '../lures.ts'
import { element, svg } from '../../page.ts'

/** Attacks that try to load something by elements and by the words that rrweb has with its player. */

export function media({ both, evil, beacon }: Lures): Attack {
  return {
    bodyAttributes: { background: evil('body-background') },
    body: [
      ...both('image').map((src) =>
        element('img', { src, srcset: `${src}-1x 1x, ${src}-2x 2x`, sizes: '100vw', loading: 'eager' }),
      ),
      element('picture', {}, element('source', { srcset: evil('source') }), element('img', { src: beacon('picture') })),
      ...both('video').map((src) => element('video', { src, poster: `${src}-poster`, autoplay: '', muted: '', preload: 'auto' })),
      element(
        'video',
        { controls: '' },
        element('source', { src: evil('video-source') }),
        element('track', { src: evil('track'), default: '' }),
      ),
      ...both('audio').map((src) => element('audio', { src, autoplay: '', preload: 'auto' })),
      element('input', { type: 'image', src: evil('input') }),
      element('object', { data: evil('object'), type: 'image/png' }),
      element('embed', { src: evil('embed'), type: 'image/svg+xml' }),
      element('table', { background: evil('table') }, element('tr', {}, element('td', { background: evil('cell') }, 'Tea'))),
      element('image', { src: evil('old-image') }),
      element('bgsound', { src: evil('sound') }),
      element('img', { src: '//evil.example/media/no-scheme', crossorigin: 'use-credentials', fetchpriority: 'high' }),
      element('img', { src: 'x', 'data-src': evil('lazy'), longdesc: evil('description') }),
      element('img', {
        src: `data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><image href='${evil('in-data')}'/></svg>`,
      }),
      svg('svg', {}, svg('image', { href: evil('svg-image'), 'xlink:href': evil('svg-xlink') })),
    ],
    events: ({ root }) =>
      [0, 1, 2, 4].map((kind, order) => ({
        at: 1000 + order * 100,
        data: {
          source: source.media,
          type: kind,
          id: root.id + 12 + order,
          currentTime: -1,
          volume: 9,
          muted: false,
          playbackRate: 0,
        },
      })),
  }
}

const hintKinds = ['preload', 'prefetch', 'preconnect', 'dns-prefetch', 'modulepreload', 'prerender', 'icon', 'shortcut icon']
const otherKinds = [
  'apple-touch-icon',
  'mask-icon',
  'manifest',
  'stylesheet',
  'alternate stylesheet',
  'search',
  'pingback',
  'import',
]

export function hints({ both, evil }: Lures): Attack {
  const all = [...hintKinds, ...otherKinds].flatMap((rel) =>
    both(rel.replaceAll(' ', '-')).map((href) =>
      element('link', { rel, href, as: 'image', imagesrcset: `${href}-set 1x`, crossorigin: '' }),
    ),
  )
  const further = [
    element('link', { rel: 'PreLoad', href: evil('case'), as: 'script' }),
    element('link', { rel: 'noopener preload next', href: evil('among'), as: 'font', crossorigin: '' }),
    element('link', { rel: 'preload', as: 'image', imagesrcset: `${evil('only-set')} 1x`, imagesizes: '100vw' }),
    element('link', { rel: 'expect', href: '#tea', blocking: 'render' }),
    element('link', { rel: 'stylesheet', href: evil('titled'), title: 'Tea', media: 'screen', disabled: false }),
  ]
  return { head: [...all, ...further], body: [...all, ...further] }
}

/** A picture among the arguments of a canvas command, as rrweb writes it. */
function picture(address: string) {
  return { rr_type: 'HTMLImageElement', src: address }
}

export function canvas({ both, evil, beacon, script }: Lures): Attack {
  const bitmap = {
    rr_type: 'ImageBitmap',
    args: [{ rr_type: 'Blob', data: [{ rr_type: 'ArrayBuffer', base64: 'AAAA' }], type: 'image/png' }],
  }
  return {
    body: [
      ...both('canvas').map((address) => element('canvas', { width: 80, height: 40, rr_dataURL: address })),
      element('canvas', { rr_dataURL: `data:image/svg+xml,<svg onload="${script('data')}"/>` }),
    ],
    events({ bodyId }) {
      const id = bodyId + 3
      const draw = (address: string) => ({ property: 'drawImage', args: [picture(address), 0, 0] })
      return [
        { at: 900, data: { source: source.canvas, id, type: 0, ...draw(evil('draw')) } },
        { at: 1000, data: { source: source.canvas, id, type: 0, commands: [draw(evil('command')), draw(beacon('command'))] } },
        {
          at: 1100,
          data: {
            source: source.canvas,
            id,
            type: 0,
            commands: [{ property: 'createPattern', args: [picture(evil('pattern')), 'repeat'] }],
          },
        },
        {
          at: 1200,
          data: {
            source: source.canvas,
            id,
            type: 1,
            commands: [{ property: 'texImage2D', args: [0, picture(evil('texture'))] }],
          },
        },
        { at: 1300, data: { source: source.canvas, id, type: 0, commands: [{ property: 'drawImage', args: [bitmap, 0, 0] }] } },
        { at: 1400, data: { source: source.canvas, id, type: 0, property: 'constructor', args: [script('constructor')] } },
        {
          at: 1500,
          data: { source: source.canvas, id, type: 0, property: 'fillStyle', args: [`url(${evil('fill')})`], setter: true },
        },
      ]
    },
  }
}

export function reserved({ both, evil, script }: Lures): Attack {
  return {
    body: [
      ...both('data-url').map((address) => element('img', { src: address, rr_dataURL: `${address}-picture` })),
      element('iframe', { rr_src: evil('frame') }),
      element('iframe', { rr_src: `javascript:${script('frame')}` }),
      element('div', { rr_width: `1px;background:url(${evil('width')})`, rr_height: '9px' }, 'Blocked'),
      element('dialog', { rr_open_mode: 'modal', open: '' }, element('button', { onclick: script('modal') }, 'Close')),
      element('video', {
        src: evil('played'),
        rr_mediaState: 'played',
        rr_mediaCurrentTime: 1e9,
        rr_mediaLoop: true,
        rr_mediaVolume: 0.5,
      }),
      element('div', { rr_scrollLeft: 1e12, rr_scrollTop: -1e12 }, 'Scrolled'),
      element(
        'a',
        { 'rrweb-original-src': evil('original-src'), 'rrweb-original-srcset': evil('original-set'), href: '#' },
        'Original',
      ),
      element('link', { rel: 'stylesheet', href: evil('sheet'), _cssText: `@import '${evil('sheet-import')}'` }),
      element('style', {
        _cssText: `h1 { background: url(${evil('text')}) }/* rr_split */p { cursor: url(${evil('split')}), auto }`,
      }),
      element('option', { selected: true, rr_selected: evil('selected') }, 'Tea'),
    ],
  }
}

export function lines({ evil, script }: Lures): Attack {
  const markup = `<img src="${evil('console')}" onerror="${script('console')}">`
  const log = (at: number, level: string, payload: unknown) => ({
    at,
    type: type.plugin,
    data: { plugin: 'rrweb/console@1', payload: { level, trace: [`${markup} (javascript:${script('trace')}:1:1)`], payload } },
  })
  const request = (name: unknown) => ({
    name,
    entryType: 'resource',
    startTime: -1,
    duration: 1e20,
    responseStatus: '<b>',
    method: markup,
  })
  return {
    body: [element('p', {}, markup)],
    events: () => [
      log(800, 'error', [markup, '%c styled', `background: url(${evil('percent')})`]),
      log(850, '<script>', [JSON.stringify({ html: markup })]),
      log(900, 'log', ['tea '.repeat(60_000)]),
      log(950, 'warn', [`javascript:${script('line')}`, '\u001b[31mred\u001b[0m', '\u202egnp.exe', null, { deep: [[[[]]]] }]),
      log(1000, 'info', 'no list'),
      {
        at: 1050,
        type: type.plugin,
        data: {
          plugin: 'rrweb/network@1',
          payload: { requests: [request(`javascript:${script('request')}`), request(markup), request(7), null] },
        },
      },
      { at: 1100, type: type.custom, data: { tag: '$pageview', payload: { href: `javascript:${script('pageview')}` } } },
      { at: 1150, type: type.custom, data: { tag: markup, payload: { href: `data:text/html,${markup}`, message: markup } } },
      { at: 1200, type: type.meta, data: { href: `javascript:${script('meta')}`, width: 1024, height: 640 } },
      { at: 1250, type: type.custom, data: { tag: '$url_changed', payload: { href: 'https://[broken' } } },
    ],
  }
}
