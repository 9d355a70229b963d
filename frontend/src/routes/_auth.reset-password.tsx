import { createFileRoute } from '@tanstack/react-router'
import { ResetPage } from '@/features/auth'

export const Route = createFileRoute('/_auth/reset-password')({ component: ResetPage })
