import { createFileRoute } from '@tanstack/react-router'
import { OrdersPage } from '@/features/services'

export const Route = createFileRoute('/_app/services_/orders')({ component: OrdersPage })
