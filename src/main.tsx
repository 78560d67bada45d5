import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from '#app/App.tsx'
import { primeQueryCache } from '#app/primeQueryCache.ts'
import { allowOwnWorkers } from '#lib/allowOwnWorkers.ts'

async function main() {
  allowOwnWorkers()
  const root = document.getElementById('root')
  if (!root) return
  await primeQueryCache()
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}

void main()
