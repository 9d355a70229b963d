import { CalendarDays, ChevronDown, Download, FileText, Hash } from 'lucide-react'
import { Button, Menu, MenuContent, MenuItem, MenuTrigger } from '@/components/ui'
import { type Downloading, FORMAT_NAMES } from '../download'
import { FORMATS, type Format } from '../types'

const ICONS = { pdf: FileText, md: Hash, ics: CalendarDays }

const HINTS: Record<Format, string> = {
  pdf: 'To print, or to send to a friend',
  md: 'For Notion, Docs or your own files',
  ics: 'Imports into Google, Apple and Outlook calendars',
}

export function DownloadMenu({ downloading }: { downloading: Downloading }) {
  const { isPending, variables, mutate } = downloading
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button variant="primary" size="s" pending={isPending}>
          {isPending ? null : <Download aria-hidden />}
          <span className="max-sm:sr-only">
            {isPending && variables ? `Preparing the ${FORMAT_NAMES[variables]}` : 'Download'}
          </span>
          {isPending ? null : <ChevronDown aria-hidden />}
        </Button>
      </MenuTrigger>
      <MenuContent align="end" className="w-[300px]">
        {FORMATS.map((format) => {
          const Icon = ICONS[format]
          return (
            <MenuItem key={format} className="items-start py-2" onSelect={() => mutate(format)}>
              <Icon aria-hidden className="mt-[3px] shrink-0" />
              <span>
                <span className="block font-[560]">{FORMAT_NAMES[format]}</span>
                <span className="block text-[13px] leading-snug text-ink-3">{HINTS[format]}</span>
              </span>
            </MenuItem>
          )
        })}
      </MenuContent>
    </Menu>
  )
}
