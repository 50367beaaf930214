const PATHS = {
  situation: 'M2.5 8.5h2.2l1.6-4.2 3 7.4 1.7-3.2h2.5',
  triage: 'M2.5 3.5h11M4.5 8h7M6.5 12.5h3',
  board: 'M2.5 3h3v10h-3zM6.5 3h3v6.5h-3zM10.5 3h3v8h-3z',
  narratives:
    'M3 4.2c0-.7.5-1.2 1.2-1.2h7.6c.7 0 1.2.5 1.2 1.2v5.1c0 .7-.5 1.2-1.2 1.2H7.5L4.8 13v-2.5h-.6c-.7 0-1.2-.5-1.2-1.2zM5.5 5.6h5M5.5 8h3.2',
  items: 'M3.5 2.5h9v11h-9zM6 5.500h4M6 8h4M6 10.500h2.500',
  tips: 'M2.500 9.500h3l1 1.500h3l1-1.500h3M2.500 9.500l2-6.500h7l2 6.500v3.500h-11z',
  playbooks:
    'M8 4.2C6.800 3.3 5 3 2.500 3v9c2.500 0 4.300.300 5.500 1.200 1.200-.900 3-1.200 5.500-1.200V3C11 3 9.200 3.300 8 4.200zM8 4.200v9',
  sources: 'M3 12.5a.6.6 0 1 0 .01 0M3 8.300A4.700 4.700 0 0 1 7.700 13M3 4a9 9 0 0 1 9 9',
  profiles:
    'M8 3.500c3 0 5 2.300 6 4.500-1 2.200-3 4.500-6 4.500S3 10.200 2 8c1-2.200 3-4.500 6-4.500zM8 6a2 2 0 1 0 .01 0',
  admin: 'M3 5h5M11.500 5H13M3 11h1.500M8 11h5M9.700 3.500a1.500 1.500 0 1 0 .01 0M6.200 9.500a1.500 1.500 0 1 0 .01 0',
  search: 'M7 3a4 4 0 1 0 .01 0M10 10l3.500 3.500',
  chevron: 'M5 6.500l3 3 3-3',
  back: 'M9.500 4l-4 4 4 4',
  close: 'M4 4l8 8M12 4l-8 8',
  check: 'M3.500 8.500l3 3 6-7',
  more: 'M3.500 8h.01M8 8h.01M12.500 8h.01',
  external: 'M6 4H3.500v8.500H12V10M9 3h4v4M13 3L7.500 8.500',
  sun: 'M8 5.500a2.500 2.500 0 1 0 .01 0M8 1.500v1.500M8 13v1.500M1.500 8H3M13 8h1.500M3.400 3.400l1 1M11.600 11.600l1 1M12.600 3.400l-1 1M4.400 11.600l-1 1',
  moon: 'M13 9.500A5.500 5.500 0 0 1 6.500 3a5.500 5.500 0 1 0 6.500 6.500z',
  undo: 'M5.500 3L3 5.500 5.500 8M3 5.500h6.500a3.500 3.500 0 0 1 0 7H6',
  table: 'M2.500 3.500h11v9h-11zM2.500 6.700h11M6.500 6.700v5.800',
  chart: 'M3 13V8M6.500 13V5M10 13V9.500M13.500 13V3',
  plus: 'M8 3.500v9M3.500 8h9',
  link: 'M6.500 9.500l3-3M7 4.700l1-1a2.800 2.800 0 0 1 4 4l-1 1M9 11.300l-1 1a2.800 2.800 0 0 1-4-4l1-1',
  warning: 'M8 2.800l5.800 10.200H2.200zM8 6.500v3M8 11.300v.01',
  clock: 'M8 2.500a5.500 5.500 0 1 0 .01 0M8 5v3l2 1.500',
  keyboard: 'M2 4.500h12v7H2zM4.500 7h.01M7 7h.01M9.500 7h.01M12 7h.01M5 9.500h6',
  person: 'M8 3a2.500 2.500 0 1 0 .01 0M3.500 13c.4-2.500 2.200-3.800 4.500-3.800s4.100 1.300 4.500 3.800',
  up: 'M8 12.500v-9M4.500 7L8 3.500 11.500 7',
  down: 'M8 3.500v9M4.500 9L8 12.500 11.500 9',
  menu: 'M2.500 4.500h11M2.500 8h11M2.500 11.500h11',
} as const

export type IconName = keyof typeof PATHS

/** A drawn sign of 16 px. Never alone: it stands beside a word or inside a control with a label. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      className="Icon"
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'more' ? 2.2 : 1.4}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  )
}
