// Finds or installs a Chromium.
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { fail, installFromDebian, runPackaged } from './steps.mjs'

const usualPaths = [
  '/usr/bin/chromium-headless-shell', // Chromium without a window: journeys take a fifth less time
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

function installed() {
  return usualPaths.find((path) => existsSync(path))
}

function fromDebian() {
  return installFromDebian('chromium-headless-shell') ? installed() : undefined
}

function named() {
  const path = process.env.CHROMIUM_PATH
  if (path && !existsSync(path)) fail(`CHROMIUM_PATH is ${path}, which doesn’t exist. Correct or unset it.`)
  return path || undefined
}

/** The path of an installed Chromium: CHROMIUM_PATH, a usual path, or Playwright's own; undefined if there is none. */
export function findBrowser() {
  return named() ?? installed() ?? [chromium.executablePath()].find((path) => existsSync(path))
}

/** The path of a Chromium, which it installs if needed; undefined means Playwright's own. */
export function ensureBrowser() {
  const found = named() ?? installed()
  if (found) return found
  console.log('No Chromium found. Installing Playwright’s…')
  if (runPackaged('@playwright/test/playwright', ['install', 'chromium'], { timeout: 300_000 })) return undefined
  return (
    fromDebian() ?? fail('Couldn’t install a Chromium for the journeys. Install chromium or Google Chrome, or set CHROMIUM_PATH.')
  )
}
