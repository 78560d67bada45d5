/** In display order. */
export const propertyKinds = ['entry', 'exit', 'campaign', 'counts', 'time', 'vitals', 'other'] as const
export type PropertyKind = (typeof propertyKinds)[number]

export const kindNames: Record<PropertyKind, string> = {
  entry: 'Entry',
  exit: 'Exit',
  campaign: 'Campaign and channel',
  counts: 'Counts',
  time: 'Time and duration',
  vitals: 'Web vitals',
  other: 'Other',
}

/** Click IDs by the end of the property name (posthog-api.md#g1-property-definitions). */
export const clickIds: Readonly<Record<string, string>> = {
  gclid: 'Google Ads',
  gad_source: 'Google Ads',
  gclsrc: 'Google Ads 360',
  dclid: 'Google Display',
  gbraid: 'Google Ads (iOS app)',
  wbraid: 'Google Ads (iOS web)',
  fbclid: 'Facebook',
  msclkid: 'Microsoft Ads',
  twclid: 'X (formerly Twitter)',
  li_fat_id: 'LinkedIn',
  mc_cid: 'Mailchimp',
  igshid: 'Instagram',
  ttclid: 'TikTok',
  _kx: 'Klaviyo',
  irclid: 'Impact',
}

/** "gclid" for "$entry_gclid" and "$entry_has_gclid"; null for other names. */
export function clickIdOf(name: string): string | null {
  const id = /^\$entry_(?:has_)?(.+)$/.exec(name)?.[1]
  return id !== undefined && Object.hasOwn(clickIds, id) ? id : null
}

export function kindOf(name: string): PropertyKind {
  if (/^\$entry_(utm_|has_)/.test(name) || name === '$channel_type' || clickIdOf(name) !== null) return 'campaign'
  if (/^\$(start|end)_timestamp$|duration$/.test(name)) return 'time'
  if (name.startsWith('$entry_')) return 'entry'
  if (/^\$(end|exit)_|^\$last_external/.test(name)) return 'exit'
  if (name.endsWith('_count') || name === '$is_bounce') return 'counts'
  return name.startsWith('$vitals_') ? 'vitals' : 'other'
}
