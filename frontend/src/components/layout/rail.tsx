import { Link } from '@tanstack/react-router'
import { Search } from 'lucide-react'
import { cn } from '@/components/ui/cn'
import { Tooltip } from '@/components/ui/tooltip'
import { keysInWords } from '@/lib/shortcuts'
import { AccountButton } from './account-button'
import { type Destination, useDestinations } from './destinations'
import { Mark } from './mark'

export function Rail({ onCommands }: { onCommands: () => void }) {
  const { main, settings } = useDestinations()
  return (
    <nav
      aria-label="Main"
      className="hidden flex-col items-center gap-1 border-r border-hairline bg-sunk py-3.5 md:flex"
    >
      <Link to="/dashboard" aria-label="Atelier, home" className="mb-3.5 rounded-[9px]">
        <Mark />
      </Link>
      {main.map((destination) => (
        <RailLink key={destination.label} {...destination} />
      ))}
      <span className="flex-1" />
      <Tooltip text={`Find a page or a command (${keysInWords('mod+k').join(' ')})`} side="right">
        <button type="button" aria-label="Commands" onClick={onCommands} className={RAIL_ENTRY}>
          <Search aria-hidden strokeWidth={1.6} className="size-5" />
        </button>
      </Tooltip>
      <RailLink {...settings} />
      <AccountButton side="right" />
    </nav>
  )
}

const RAIL_ENTRY =
  'grid size-11 place-items-center rounded-[9px] text-ink-3 transition-colors duration-[var(--quick)] hover:text-ink'

const RailLink = ({ label, icon: Icon, link }: Destination) => (
  <Tooltip text={label} side="right">
    <Link
      {...link}
      aria-label={label}
      className={cn(
        RAIL_ENTRY,
        'aria-[current=page]:bg-sheet aria-[current=page]:text-ink aria-[current=page]:shadow-sheet',
      )}
    >
      <Icon aria-hidden strokeWidth={1.6} className="size-5" />
    </Link>
  </Tooltip>
)
