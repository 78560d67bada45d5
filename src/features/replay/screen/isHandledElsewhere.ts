const keyConsumers = 'textarea, select, [contenteditable], input:not([type=range], [type=checkbox])'

/** Whether a key means something else there: in a field, in a dialog, or space on a button. */
export function isHandledElsewhere({ target, key, ctrlKey, metaKey, altKey, defaultPrevented }: KeyboardEvent): boolean {
  if (defaultPrevented || ctrlKey || metaKey || altKey) return true
  if (document.querySelector('[role=dialog], dialog[open], :popover-open') !== null) return true
  if (!(target instanceof Element)) return false
  if (target.closest(keyConsumers) !== null) return true
  return key === ' ' && target.closest('button, a, summary, input[type=checkbox]') !== null
}
