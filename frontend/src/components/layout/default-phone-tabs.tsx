import { Link } from '@tanstack/react-router'
import { useDestinations } from './destinations'
import { phoneTabStyles } from './phone-tabs'

export function DefaultPhoneTabs() {
  const { main, settings } = useDestinations()
  return [...main, settings].map(({ label, icon: Icon, link }) => (
    <Link
      key={label}
      {...link}
      activeProps={{ className: phoneTabStyles(true) }}
      inactiveProps={{ className: phoneTabStyles(false) }}
    >
      <Icon aria-hidden strokeWidth={1.6} />
      {label}
    </Link>
  ))
}
