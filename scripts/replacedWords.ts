/**
 * Words that this project replaced, and what says the same (docs/glossary.md). `parts` are compared with the parts of a camelCase
 * name in lower case; `phrases` with the texts of code, as a regular expression.
 */
export const replacedParts: Record<string, string> = {
  deed: 'action',
  deeds: 'actions',
  doer: 'run action',
  trail: 'activity log',
  told: 'reported, known',
  tell: 'report, notify',
  tells: 'reports',
  hear: 'listen, on…',
  heard: 'received',
  wish: 'optimistic value, request',
  wishes: 'requests',
  manner: 'request options',
  patiently: 'retry in background',
  patience: 'retry options',
  ledger: 'usage',
  tally: 'counter',
  stretch: 'segment',
  stretches: 'segments',
  lane: 'stream',
  verdict: 'decision',
  judge: 'analyze',
  judged: 'analyzed',
  freeze: 'reminder',
  freezes: 'reminders',
  frozen: 'paused',
  thaw: 'resume',
  takeaway: 'export',
  keeper: 'cache, store',
  recall: 'read',
  kept: 'stored, cached',
  bell: 'signal',
  standing: 'scan status',
  moment: 'time',
  rail: 'sidebar',
  untold: 'unknown',
}

export const replacedPhrases: [phrase: RegExp, instead: string][] = [
  [/\bfor good\b/i, 'permanently'],
  [/\b[Aa]sked (?:just now|about|of|for)\b/, 'updated, checked, requested'],
  [/\b(?:is|are|was) told\b/i, 'shown, known'],
  [/\bis known of\b/i, 'known'],
  [/\bwhat it gives\b/i, 'results'],
  [/\bon (?:its|their) way\b/i, 'loading, in progress'],
  [/\bbeing asked for\b/i, 'loading'],
  [/\bis to come\b/i, 'is scheduled'],
  [/\bput right\b/i, 'fix'],
  [/\btakes? (?:its|another's) place\b/i, 'replaces'],
  [/\b(?:organisation|colour|favourite|licence)s?\b/i, 'American spelling'],
  [/\bthe trail\b/i, 'the activity log'],
  [/\d %(?:\W|$)/, '43%, without a space'],
]

type Allowed = { text: string; file?: RegExp; reason: string }

/** Names and texts that stay, in the files that match or in all, each for its reason. */
export const allowedNames: Allowed[] = [
  { text: 'keyKept', reason: 'a field of stored connections' },
  { text: 'told', file: /rateLimit\/(?:usage|readUsage|keyLimits)/, reason: 'a field of stored usage' },
  { text: 'stretches', file: /formerDatabases|earlierVersion/, reason: 'the name of a collection of earlier versions' },
  { text: 'isKept', file: /[rR]eplay|cacheWriter|loadCached/, reason: 'a field of stored settings' },
  { text: 'tally', file: /storage\/scan\.ts/, reason: 'what earlier versions called a stored field' },
  { text: 'standing', file: /storage\/scan\.ts/, reason: 'what earlier versions called a stored field' },
  { text: 'kept', file: /sharing\/columns/, reason: 'a state of stored reviews, and a value in the URL' },
  { text: 'IconBell', reason: 'the name of an icon' },
  { text: 'ledger', file: /^demo/, reason: 'the demo’s accounting app' },
]
export const allowedTexts: Allowed[] = []
