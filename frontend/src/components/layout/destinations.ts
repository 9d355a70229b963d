import { useQuery } from '@tanstack/react-query'
import { type LinkProps, linkOptions } from '@tanstack/react-router'
import { Coins, House, type LucideIcon, MessageCircle, Settings } from 'lucide-react'
import { activeProjectQuery } from '@/lib/api'

export interface Destination {
  label: string
  icon: LucideIcon
  link: LinkProps
}

/** Where the rail and the phone tabs lead. The launch appears once there is one. */
export function useDestinations(): { main: Destination[]; settings: Destination } {
  const { data: project } = useQuery(activeProjectQuery)
  const main: Destination[] = [{ label: 'Home', icon: House, link: linkOptions({ to: '/dashboard' }) }]
  if (project) {
    main.push({
      label: 'Launch',
      icon: MessageCircle,
      link: linkOptions({ to: '/projects/$id', params: { id: project.id } }),
    })
  }
  main.push({ label: 'Money', icon: Coins, link: linkOptions({ to: '/finance' }) })
  return { main, settings: { label: 'Settings', icon: Settings, link: linkOptions({ to: '/settings' }) } }
}
