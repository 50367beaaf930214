import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

/** What a site answers at a path: HTML, or anything else by a function. */
export type SitePage = string | ((request: IncomingMessage, response: ServerResponse) => void)

export type SiteServer = {
  origin: string
  urlOf(path: string): string
  /** Paths in the order they were asked for. */
  requests: string[]
  close(): Promise<void>
}

/** Serves pages by path on the loopback; a string is HTML, unknown paths are 404. */
export async function startSiteServer(pages: Record<string, SitePage>, address = '127.0.0.1'): Promise<SiteServer> {
  const requests: string[] = []
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    requests.push(path)
    const page = Object.hasOwn(pages, path) ? pages[path] : undefined
    if (page === undefined) response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>Not found</h1>')
    else if (typeof page === 'function') page(request, response)
    else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page)
  })
  await new Promise<void>((listening) => server.listen(0, address, listening))
  const bound = server.address()
  const origin = `http://${address}:${typeof bound === 'object' && bound ? bound.port : 0}`
  return {
    origin,
    requests,
    urlOf: (path) => origin + path,
    close: () =>
      new Promise<void>((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}
