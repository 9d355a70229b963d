import { Link } from '@tanstack/react-router'
import { SECTIONS } from '../sections'

/** The page is long: here is the way to each part of it. */
export const PartLinks = () => (
  <nav aria-label="On this page" className="-mx-1 overflow-x-auto">
    <ul className="flex w-max gap-1 px-1 py-1 text-[14px]">
      {Object.entries(SECTIONS).map(([id, name]) => (
        <li key={id}>
          <Link
            to="."
            search={true}
            hash={id}
            resetScroll={false}
            activeOptions={{ includeHash: true }}
            className="touch-target rounded px-2.5 py-1 text-ink-2 no-underline hover:bg-sunk hover:text-ink aria-[current=page]:text-ink"
          >
            {name}
          </Link>
        </li>
      ))}
    </ul>
  </nav>
)
