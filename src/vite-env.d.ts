declare module 'virtual:theme.css'

interface ImportMetaEnv {
  /** The version in package.json; absent in unit tests. */
  readonly APP_VERSION?: string
}
