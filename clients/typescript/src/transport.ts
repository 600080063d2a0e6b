/** Requests of the client: authentication, retries, errors, pages, files and event streams. */

export interface Settings {
  /** An access token or an API key. */
  token?: string;
  /** Milliseconds of one try, and of the longest silence of a stream. */
  timeout?: number;
  /** Tries of a request that the server was too busy for (429, 503), or whose connection broke, if repeating it is safe. */
  tries?: number;
}

/** One fault of a refused request (422). */
export interface Fault {
  type: string;
  loc: (string | number)[];
  msg: string;
}

/** What a request sends. Values that are undefined are left out. */
export interface Sent {
  query?: object | undefined;
  json?: object | undefined;
  form?: object | undefined;
  files?: object | undefined;
  /** Whether a POST gets an `Idempotency-Key`, so that it can be repeated. */
  keyed?: boolean;
}

interface Page<Row> {
  items: Row[];
}

interface Changes {
  items: unknown[];
  deleted: unknown[];
  sync_token?: string;
}

const PAGE = 100;
/** The token with which a list returns everything. */
const START = "start";
/** Seconds between two tries at most, whatever the server asks for. */
const LONGEST_PAUSE = 60;
const [REFUSED, BUSY] = [429, 503];

/** A response that isn't a success. */
export class RecruitError extends Error {
  /** The stable name of the error. */
  readonly code: string;
  /** The name of the request in the server's log. */
  readonly requestId: string;

  private constructor(
    readonly status: number,
    headers: Headers,
    message: string,
    readonly errors: Fault[],
  ) {
    super(`${status}: ${message}`);
    this.name = "RecruitError";
    this.code = headers.get("Error-Code") ?? "";
    this.requestId = headers.get("X-Request-ID") ?? "";
  }

  static async of(response: Response): Promise<RecruitError> {
    const body: unknown = await response.json().catch(() => null);
    const detail = (body as { detail?: unknown } | null)?.detail ?? response.statusText;
    const errors = Array.isArray(detail) ? (detail as Fault[]) : [];
    const faults = errors.map(({ loc, msg }) => `${loc.slice(1).join(".")}: ${msg}`).join("; ");
    return new RecruitError(response.status, response.headers, faults || String(detail), errors);
  }
}

/** Sends requests to a server. */
export class Transport {
  token: string;
  readonly #url: string;
  readonly #timeout: number;
  readonly #tries: number;

  constructor(url: string, { token = "", timeout = 30_000, tries = 4 }: Settings = {}) {
    this.token = token;
    this.#url = url;
    this.#timeout = timeout;
    this.#tries = tries;
  }

  /** Send a request whose response has no content. */
  protected async do(method: string, path: string, sent: Sent = {}): Promise<void> {
    await this.#read(method, path, sent, (response) => response.arrayBuffer());
  }

  /** Send a request and return the file in the response. */
  protected async download(method: string, path: string, sent: Sent = {}): Promise<Blob> {
    return (await this.#read(method, path, sent, (response) => response.blob())).body;
  }

  /** Send a request and return the JSON in the response. */
  protected async call<T>(method: string, path: string, sent: Sent = {}): Promise<T> {
    return (await this.#json<T>(method, path, sent)).body;
  }

  /** Yield the rows of all pages of a list, which are requested one after the other. */
  protected async *rows<Row>(method: string, path: string, { query }: Sent = {}): AsyncGenerator<Row> {
    let page = await this.#json<Page<Row>>(method, path, { query: { limit: PAGE, ...query } });
    yield* page.body.items;
    while (page.next !== undefined) {
      page = await this.#json<Page<Row>>(method, page.next, {});
      yield* page.body.items;
    }
  }

  /** Return all pages of what changed since a token, or of everything, as one. */
  protected async sync<T>(path: string, syncToken = START, include: string[] = []): Promise<T> {
    const found: Changes = { items: [], deleted: [] };
    let next: string | undefined = `${path}?${parameters({ limit: PAGE, sync_token: syncToken, include })}`;
    while (next !== undefined) {
      const page: { body: Changes; next: string | undefined } = await this.#json<Changes>("GET", next, {});
      found.items.push(...page.body.items);
      found.deleted.push(...page.body.deleted);
      Object.assign(found, { sync_token: page.body.sync_token });
      next = page.next;
    }
    return found as T;
  }

  /** Yield server-sent events. A stream of GET that breaks is opened again after the last event. */
  protected async *events<Event>(method: string, path: string, sent: Sent = {}): AsyncGenerator<Event> {
    let [last, failures] = ["", 0];
    for (;;) {
      try {
        const silence = new Silence(this.#timeout);
        const response = await this.#fetch(method, path, sent, silence.signal, { "Last-Event-ID": last });
        if (!response.ok) throw await RecruitError.of(response);
        failures = 0;
        for await (const { data, id, ...fields } of messages(response, silence)) {
          last = id ?? last;
          yield { ...fields, ...(id === undefined ? {} : { id: Number(id) }), data: JSON.parse(data) } as Event;
        }
      } catch (error) {
        const final = error instanceof RecruitError && ![REFUSED, BUSY].includes(error.status);
        failures += 1;
        if (method !== "GET" || final || failures === this.#tries) throw error;
      }
      if (method !== "GET") return;
      await this.pause(Math.min(2 ** failures, LONGEST_PAUSE));
    }
  }

  /** Wait between two tries. */
  protected pause(seconds: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  }

  async #json<T>(method: string, path: string, sent: Sent): Promise<{ body: T; next: string | undefined }> {
    return this.#read(method, path, sent, (response) => response.json() as Promise<T>);
  }

  /** Send a request, again if need be, and return its body and the address of the next page. */
  async #read<T>(
    method: string,
    path: string,
    sent: Sent,
    read: (response: Response) => Promise<T>,
  ): Promise<{ body: T; next: string | undefined }> {
    const repeatable = sent.keyed === true || method !== "POST";
    const key = sent.keyed === true ? crypto.randomUUID() : "";
    for (let tried = 1; ; tried += 1) {
      let seconds = 2 ** tried / 4;
      try {
        const signal = AbortSignal.timeout(this.#timeout);
        const response = await this.#fetch(method, path, sent, signal, { "Idempotency-Key": key });
        if (response.ok) return { body: await read(response), next: nextPage(response) };
        const busy = response.status === REFUSED || (response.status === BUSY && repeatable);
        if (!busy || tried === this.#tries) throw await RecruitError.of(response);
        await response.body?.cancel();
        seconds = requestedPause(response);
      } catch (error) {
        if (error instanceof RecruitError || !repeatable || tried === this.#tries) throw error;
      }
      await this.pause(Math.min(seconds, LONGEST_PAUSE));
    }
  }

  #fetch(
    method: string,
    path: string,
    { query, json, form, files }: Sent,
    signal: AbortSignal,
    extra: Record<string, string>,
  ): Promise<Response> {
    const url = new URL(path, this.#url);
    if (query !== undefined) url.search = parameters(query).toString();
    const authorization = this.token ? `Bearer ${this.token}` : "";
    const type = json === undefined ? "" : "application/json";
    const headers = Object.entries({ ...extra, Authorization: authorization, "Content-Type": type });
    const body = json === undefined ? (form && parameters(form)) ?? (files && multipart(files)) : JSON.stringify(json);
    return fetch(url, {
      method,
      headers: headers.filter(([, value]) => value !== ""),
      signal,
      ...(body === undefined ? {} : { body }),
    });
  }
}

/** Aborts a stream that is silent for too long. */
class Silence {
  readonly #controller = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly milliseconds: number) {
    this.restart();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  restart(): void {
    this.end();
    this.#timer = setTimeout(() => this.#controller.abort(new Error("The stream is silent")), this.milliseconds);
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}

/** Yield the fields of each server-sent event with data. */
async function* messages(
  response: Response,
  silence: Silence,
): AsyncGenerator<{ data: string; id?: string; event?: string }> {
  let fields: Record<string, string> = {};
  try {
    for await (const line of lines(response, silence)) {
      const colon = line.indexOf(":");
      if (line === "") {
        if (fields["data"] !== undefined) yield fields as { data: string };
        fields = {};
      } else if (colon > 0) {
        const name = line.slice(0, colon);
        const text = line.slice(colon + 1).replace(/^ /, "");
        fields[name] = name === "data" && fields["data"] !== undefined ? `${fields["data"]}\n${text}` : text;
      }
    }
  } finally {
    silence.end();
  }
}

/** Yield the lines of a stream. Only line feeds end them. */
async function* lines(response: Response, silence: Silence): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const reader = response.body?.getReader();
  let rest = "";
  try {
    for (;;) {
      const chunk = await reader?.read();
      silence.restart();
      if (chunk === undefined || chunk.done) return;
      const parts = (rest + decoder.decode(chunk.value, { stream: true })).split("\n");
      rest = parts.pop() ?? "";
      for (const line of parts) yield line.replace(/\r$/, "");
    }
  } finally {
    await reader?.cancel().catch(() => undefined);
  }
}

/** Return query or form parameters, a list as several with one name, without what is undefined or null. */
function parameters(values: object): URLSearchParams {
  const found = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null) found.append(name, String(one));
    }
  }
  return found;
}

function multipart(values: object): FormData {
  const found = new FormData();
  for (const [name, value] of Object.entries(values)) {
    if (value instanceof Blob) found.append(name, value);
    else if (value !== undefined && value !== null) found.append(name, String(value));
  }
  return found;
}

function nextPage(response: Response): string | undefined {
  return /<([^>]*)>;\s*rel="next"/.exec(response.headers.get("Link") ?? "")?.[1];
}

/** Return the pause in seconds that a response asks for: one if it says none, or a date, as proxies may. */
function requestedPause(response: Response): number {
  const asked = response.headers.get("Retry-After") ?? "";
  return /^\d+$/.test(asked) ? Number(asked) : 1;
}