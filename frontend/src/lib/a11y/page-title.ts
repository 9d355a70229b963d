import { useEffect } from 'react'

/** Every page names itself: "Log in · Atelier". */
export function usePageTitle(title: string) {
  useEffect(() => {
    document.title = title === 'Atelier' ? title : `${title} · Atelier`
  }, [title])
}
