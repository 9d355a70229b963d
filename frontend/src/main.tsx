import './styles/app.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { watchTheme } from '@/lib/theme'
import { visitIfPublic } from '@/lib/visits'
import { createApp } from './router'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

watchTheme()
const { router, queryClient } = createApp()
router.subscribe('onResolved', ({ toLocation, pathChanged }) => {
  if (pathChanged) visitIfPublic(toLocation.pathname)
})

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
)
