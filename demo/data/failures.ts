export type Failure = { id: string; title: string; does: string; ageHours: number }

/**
 * Recordings of the demo shop that go wrong on purpose. Each is called what it does (the title is the person's name), stands
 * in the list like any other within the last day, and keeps its id for good.
 */
export const failures = {
  refusesToBeShared: {
    id: '0198f000-0000-7000-8000-00000000fa01',
    title: 'Refuses to be shared',
    does: 'PATCH sharing answers 403: the organization has switched public sharing off.',
    ageHours: 2.1,
  },
  answersSlowly: {
    id: '0198f000-0000-7000-8000-00000000fa02',
    title: 'Answers slowly',
    does: 'GET takes 8 seconds; leaving ends it at once.',
    ageHours: 3.4,
  },
  answersWithHtml: {
    id: '0198f000-0000-7000-8000-00000000fa03',
    title: 'Answers with HTML',
    does: 'GET answers 502 with a web page, as a proxy does.',
    ageHours: 4.6,
  },
  gone: {
    id: '0198f000-0000-7000-8000-00000000fa04',
    title: 'Gone',
    does: 'GET, PATCH and DELETE answer 404 although the list holds it; newest servers answer DELETE with 204 all the same.',
    ageHours: 6.2,
  },
  breaksOnce: {
    id: '0198f000-0000-7000-8000-00000000fa05',
    title: 'Breaks once, then works',
    does: 'The first GET of a key answers 500, all later ones 200, until POST /__demo/reset.',
    ageHours: 8.3,
  },
  refusesToBeDeleted: {
    id: '0198f000-0000-7000-8000-00000000fa06',
    title: 'Refuses to be deleted',
    does: 'DELETE answers 500 with the code recording_api_failure; bulk_delete names it among failed_ids.',
    ageHours: 10.7,
  },
  sharingBreaks: {
    id: '0198f000-0000-7000-8000-00000000fa07',
    title: 'Sharing answers with an error',
    does: 'Everything about its sharing answers 500.',
    ageHours: 11.4,
  },
  cannotBeSwitchedOff: {
    id: '0198f000-0000-7000-8000-00000000fa08',
    title: 'Sharing cannot be switched off',
    does: 'It is public, and PATCH sharing with enabled false answers 500.',
    ageHours: 13.3,
  },
  viewerOnly: {
    id: '0198f000-0000-7000-8000-00000000fa09',
    title: 'Viewer only',
    does: 'It is public, and no change of its link is let through (403): the owner of the key is no editor of it.',
    ageHours: 15.7,
  },
  passwordNeedsPlan: {
    id: '0198f000-0000-7000-8000-00000000fa0a',
    title: 'Password needs a plan',
    does: 'It is public; requiring a password and making one answer 403: the plan does not include it.',
    ageHours: 18.2,
  },
  staysOn: {
    id: '0198f000-0000-7000-8000-00000000fa0b',
    title: 'Stays on whatever is asked',
    does: 'It is public; PATCH sharing with enabled false answers 200 and leaves it on.',
    ageHours: 19.4,
  },
} as const satisfies Record<string, Failure>

/** The position of the row without an id: on the second page of 50, so that the first page has no errors. */
export const malformedPosition = 59
