import { createFileRoute } from '@tanstack/react-router'
import { PageSkeleton } from '@/components/layout'
import { OrderPage, orderQuery } from '@/features/services'

export const Route = createFileRoute('/_app/services_/orders_/$id')({
  loader: ({ context, params }) => context.queryClient.ensureQueryData(orderQuery(params.id)),
  pendingComponent: PageSkeleton,
  component: () => <OrderPage id={Route.useParams().id} />,
})
