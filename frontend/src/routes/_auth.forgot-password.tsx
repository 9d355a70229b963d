import { createFileRoute } from '@tanstack/react-router'
import { ForgotPage } from '@/features/auth'

export const Route = createFileRoute('/_auth/forgot-password')({ component: ForgotPage })
