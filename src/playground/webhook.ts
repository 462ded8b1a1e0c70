/** Bringing updates to the bot's own address, as Telegram does after setWebhook. */
import { setTimeout as pause } from 'node:timers/promises';
import type { UpdateQueue } from './updates.ts';
import { badRequest, flagOf, integerOf, type Parameters, structureOf, textOf } from './wire.ts';

/** An answer that does not come within this is none. */
const TIMEOUT_MS = 60_000;
/** After a failure; twice as long each time. */
const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 60_000;

/** Brings updates to an address, once one is set. */
export type Webhook = {
  /** setWebhook; without a url the same as remove. Throws ApiError at what Telegram refuses. */
  readonly set: (parameters: Parameters) => void;
  readonly remove: () => void;
  /** What getWebhookInfo answers. */
  readonly info: () => Readonly<Record<string, unknown>>;
  readonly isSet: () => boolean;
  /** Ends what is under way. */
  readonly close: () => void;
};

type Setting = {
  readonly url: string;
  readonly secret: string;
  readonly connections: number;
  readonly stop: AbortController;
  /** Chats to which an update is under way, or waits to be brought again: theirs come in order. */
  readonly busy: Set<unknown>;
  failed: { readonly at: number; readonly why: string } | undefined;
};

/** A webhook that is not set. `now` in epoch ms. */
export function createWebhook(updates: UpdateQueue, now: () => number): Webhook {
  let current: Setting | undefined;

  function remove(): void {
    current?.stop.abort();
    current = undefined;
    updates.watch(undefined);
  }

  /** Brings what may be brought now. */
  function bringAll(setting: Setting): void {
    for (const update of updates.all()) {
      if (setting.busy.size >= setting.connections) return;
      const chat = chatOf(update);
      if (setting.busy.has(chat)) continue;
      setting.busy.add(chat);
      bring(setting, update, FIRST_WAIT_MS)
        .finally(() => setting.busy.delete(chat))
        .then(() => current === setting && bringAll(setting))
        // Another webhook took its place, or none.
        .catch(() => undefined);
    }
  }

  async function bring(
    setting: Setting,
    update: { readonly update_id: number },
    wait: number,
  ): Promise<void> {
    const signal = AbortSignal.any([setting.stop.signal, AbortSignal.timeout(TIMEOUT_MS)]);
    const why = await fetch(setting.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(setting.secret === '' ? {} : { 'x-telegram-bot-api-secret-token': setting.secret }),
      },
      body: JSON.stringify(update),
      redirect: 'manual',
      signal,
    }).then(
      (answer) =>
        answer.ok ? undefined : `Wrong response from the webhook: ${answer.status} ${answer.statusText}`,
      () => 'Connection refused',
    );
    if (setting.stop.signal.aborted) return;
    if (why === undefined) {
      updates.confirm(update.update_id);
      return;
    }
    setting.failed = { at: now(), why };
    await pause(wait, undefined, { signal: setting.stop.signal });
    await bring(setting, update, Math.min(2 * wait, LONGEST_WAIT_MS));
  }

  return {
    set(parameters) {
      const url = textOf(parameters, 'url') ?? '';
      const secret = textOf(parameters, 'secret_token') ?? '';
      const connections = integerOf(parameters, 'max_connections') ?? 40;
      if (!/^[\w-]{0,256}$/.test(secret)) throw badRequest('secret token contains unallowed characters');
      if (url !== '' && !/^https?:\/\/[^\s/]+/.test(url))
        throw badRequest('bad webhook: invalid webhook URL specified');
      const allowed = structureOf(parameters, 'allowed_updates', 'allowed_updates');
      if (flagOf(parameters, 'drop_pending_updates')) updates.drop();
      remove();
      if (url === '') return;
      if (Array.isArray(allowed)) updates.allow(allowed.map(String));
      const setting: Setting = {
        url,
        secret,
        connections: Math.min(100, Math.max(1, connections)),
        stop: new AbortController(),
        busy: new Set(),
        failed: undefined,
      };
      current = setting;
      updates.watch(() => bringAll(setting));
      bringAll(setting);
    },
    remove,
    info: () => ({
      url: current?.url ?? '',
      has_custom_certificate: false,
      pending_update_count: updates.pending(),
      ...(current === undefined ? {} : { max_connections: current.connections }),
      ...(current?.failed === undefined
        ? {}
        : { last_error_date: Math.floor(current.failed.at / 1000), last_error_message: current.failed.why }),
    }),
    isSet: () => current !== undefined,
    close: remove,
  };
}

/** The chat an update is about, by whatever kind it is. */
function chatOf(update: Readonly<Record<string, unknown>>): unknown {
  const content = Object.entries(update).find(([name]) => name !== 'update_id')?.[1] as
    | {
        readonly chat?: { readonly id?: number };
        readonly message?: { readonly chat?: { readonly id?: number } };
        readonly from?: { readonly id?: number };
      }
    | undefined;
  return content?.chat?.id ?? content?.message?.chat?.id ?? content?.from?.id;
}
