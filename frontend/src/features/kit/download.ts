import { useMutation } from '@tanstack/react-query'
import { announce } from '@/lib/a11y'
import { api } from '@/lib/api'
import type { Format } from './types'

export const FORMAT_NAMES: Record<Format, string> = { pdf: 'PDF', md: 'Markdown', ics: 'Calendar file' }

/** Fetches the document and hands it to the browser under the name the server gave it. */
export function useDownload(projectId: string) {
  return useMutation({
    mutationFn: async (format: Format) => {
      const { data, response } = await api.GET('/api/v1/projects/{project_id}/kit/export/{format_name}', {
        params: { path: { project_id: projectId, format_name: format } },
        parseAs: 'blob',
        headers: { Accept: '*/*' },
      })
      handOver(data as Blob, nameIn(response.headers) ?? `launch-kit.${format}`)
      announce(`${FORMAT_NAMES[format]} downloaded`)
    },
  })
}

export type Downloading = ReturnType<typeof useDownload>

function nameIn(headers: Headers): string | null {
  return headers.get('Content-Disposition')?.match(/filename="?([^";]+)"?/)?.[1] ?? null
}

function handOver(file: Blob, name: string) {
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser has its own hold on the file by the next turn of the loop.
  setTimeout(() => URL.revokeObjectURL(address), 0)
}
