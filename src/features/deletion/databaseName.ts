export const databaseName = 'replay-desk-deletions'
