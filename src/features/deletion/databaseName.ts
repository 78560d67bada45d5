/** The database of this browser that holds the log of deletions. */
export const databaseName = 'replay-desk-deletions'
