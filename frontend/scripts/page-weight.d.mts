export interface PageWeight {
  js: number
  css: number
  foreign: string[]
}

export function pageWeight(html: string, read: (name: string) => Buffer, appFiles: Set<string>): PageWeight
