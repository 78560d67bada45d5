import { source } from '../../rrweb.ts'
import type { Attack } from '../attackTape.ts'
import type { Lures } from '../lures.ts'
import { type Attributes, element, type Piece } from '../../page.ts'

/** Pages that are no attack by what they load, but by what they are called and made of. */

const oddNames = [
  'x-evil',
  'tea-kettle',
  'TEA-KETTLE',
  'a"b',
  '1x',
  'tea kettle',
  '<img src=x onerror=top.hacked=1>',
  '',
  '-',
  'tea:kettle',
  'constructor',
  '__proto__',
  'annotation-xml',
  'noscript',
  'plaintext',
  'xmp',
  'template',
  'ťéa-☕',
  'x'.repeat(10_000),
]

export function names({ script }: Lures): Attack {
  const odd = oddNames.map((name) => element(name, { onclick: script('name') }, 'Tea'))
  const attributes = [
    'on click',
    '"',
    '<',
    '=',
    '1',
    '',
    ' ',
    'a\0b',
    'xmlns',
    'xlink:',
    ':href',
    '@click',
    '[x]',
    'x'.repeat(10_000),
  ]
  const defined: Piece = { tag: 'tea-cup', attributes: { is: 'tea-cup' }, children: [], marks: { isCustom: true } }
  return {
    body: [...odd, defined, element('p', Object.fromEntries(attributes.map((name) => [name, script('attribute')])), 'Tea')],
    events: ({ bodyId }) => [{ at: 1000, data: { source: 16, define: { name: 'tea-kettle' }, id: bodyId } }],
  }
}

/** A member of this name, not what stands behind the object. */
function own(name: string, value: unknown): Attributes {
  return Object.defineProperty({}, name, { value, enumerable: true })
}

const inherited = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '__defineGetter__', 'valueOf', 'then']

export function prototype({ script }: Lures): Attack {
  const polluting = { hacked: script('polluted'), onerror: script('polluted'), isSVG: true }
  return {
    body: [
      ...inherited.map((name) => element('p', own(name, 'tea'), `Attribute ${name}`)),
      element('p', { ...own('__proto__', polluting), class: 'tea' }, 'Attributes of an object'),
      element('p', own('constructor', { prototype: polluting }), 'A constructor'),
      { tag: 'p', attributes: {}, children: [{ text: 'Members' }], marks: own('__proto__', polluting) },
    ],
    events: ({ bodyId }) => [
      {
        at: 900,
        data: {
          source: source.mutation,
          texts: [],
          removes: [],
          adds: [],
          attributes: [{ id: bodyId, attributes: own('__proto__', polluting) }],
        },
      },
      {
        at: 1000,
        data: Object.defineProperty({ source: source.scroll, id: bodyId, x: 0, y: 0 }, '__proto__', {
          value: polluting,
          enumerable: true,
        }),
      },
      { at: 1100, type: 5, data: { tag: '__proto__', payload: own('__proto__', polluting) } },
    ],
  }
}

export function direction(): Attack {
  const words = [
    'invoice\u202egnp.exe',
    '\u2066isolated\u2069 and \u202ddriven\u202c',
    '\u200f\u200e\u061cmarks',
    'zero\u200bwidth\u200d\u2060joined\ufeff',
    'half a letter: \ud83d',
    'the other half: \ude00',
    '\u0000\u0001\u001b[2J\u0085',
    'Z̷̧̛͉͔̪̰͙̲̫̯̀͆͌a̴l̸g̵o̶',
    'مرحبا بالشاي',
    'שלום תה',
    '한국어 お茶 茶 🫖👩‍👩‍👧‍👦',
    '\u{e0041}\u{e0001} tagged',
  ]
  return {
    bodyAttributes: { dir: 'ltr' },
    body: [...words.map((word) => element('p', { title: word, dir: 'auto' }, word)), element('bdo', { dir: 'rtl' }, 'turned')],
  }
}
