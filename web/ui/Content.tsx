type Props = { children: string | null | undefined; language?: string | null | undefined; className?: string }

/** Text that a person or a feed wrote: in its own direction and language, never translated, never markup. */
export function Content({ children, language, className }: Props) {
  const lang = language && language !== 'und' ? { lang: language } : {}
  return (
    <bdi data-content="" {...lang} {...(className ? { className } : {})}>
      {children}
    </bdi>
  )
}
