import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from '#app/App.tsx'
import { readFirstAnswer } from '#app/firstAnswer.ts'

async function main() {
  const root = document.getElementById('root')
  if (!root) return
  await readFirstAnswer()
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}

void main()
