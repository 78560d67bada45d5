/** The numbers by which rrweb names its events, and the sources of incremental ones. */
export const type = { domContentLoaded: 0, load: 1, full: 2, change: 3, meta: 4, custom: 5, plugin: 6 } as const

export const source = {
  mutation: 0,
  mouseMove: 1,
  interaction: 2,
  scroll: 3,
  resize: 4,
  input: 5,
  touchMove: 6,
  media: 7,
  styleRule: 8,
  canvas: 9,
  font: 10,
  styleDeclaration: 13,
  adoptedStyles: 15,
} as const

export const node = { document: 0, doctype: 1, element: 2, text: 3, cdata: 4, comment: 5 } as const
