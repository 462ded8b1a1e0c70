/** Failing on demand: what the next calls are answered with instead of Telegram's usual answer. */
import type { Answer } from './wire.ts';

/** How a call fails. */
export type Fault =
  /** 429 with this many seconds. */
  | { readonly kind: 'flood'; readonly retryAfter: number }
  /** 5xx; with `accepted` the call had its effect all the same. */
  | { readonly kind: 'server'; readonly status?: number; readonly accepted?: boolean }
  /** 400 or 403 with these words, e.g. "Forbidden: bot was blocked by the user". */
  | {
      readonly kind: 'refuse';
      readonly status: 400 | 403 | 401 | 404 | 409;
      readonly description: string;
      readonly migrateTo?: number;
    }
  /** The connection breaks after the request was written, but before the call has any effect: the caller cannot know. */
  | { readonly kind: 'reset-before' }
  /** The call has its effect, then the connection breaks. */
  | { readonly kind: 'reset-after' }
  /** The connection stays open and no answer comes; with `accepted` the call has its effect. */
  | { readonly kind: 'silence'; readonly accepted?: boolean };

/** Which calls fail, and how. */
export type FaultOrder = {
  readonly fault: Fault;
  /** The method, in any case; every method but getUpdates when absent. */
  readonly method?: string;
  /** Only calls for this chat. */
  readonly chatId?: number;
  /** How many calls; 1 when absent. */
  readonly times?: number;
};

/** The faults that were ordered. */
export type Faults = {
  readonly order: (order: FaultOrder) => void;
  /** The fault for this call, which is used up by it. */
  readonly next: (method: string, chatId: number | undefined) => Fault | undefined;
  readonly clear: () => void;
};

/** Faults that tests and the operator order, each for so many calls. */
export function createFaults(): Faults {
  let orders: { readonly order: FaultOrder; left: number }[] = [];
  return {
    order(order) {
      orders.push({ order, left: order.times ?? 1 });
    },
    next(method, chatId) {
      const found = orders.find(({ order }) => {
        const methodFits =
          order.method === undefined ? method !== 'getupdates' : order.method.toLowerCase() === method;
        return methodFits && (order.chatId === undefined || order.chatId === chatId);
      });
      if (found === undefined) return undefined;
      found.left -= 1;
      orders = orders.filter(({ left }) => left > 0);
      return found.order.fault;
    },
    clear() {
      orders = [];
    },
  };
}

/** The answer a fault stands for; undefined when it is none (a broken or silent connection). */
export function faultAnswer(fault: Fault): (Answer & { readonly ok: false }) | undefined {
  switch (fault.kind) {
    case 'flood':
      return {
        ok: false,
        error_code: 429,
        description: `Too Many Requests: retry after ${fault.retryAfter}`,
        parameters: { retry_after: fault.retryAfter },
      };
    case 'server':
      return {
        ok: false,
        error_code: fault.status ?? 500,
        description: (fault.status ?? 500) === 502 ? 'Bad Gateway' : 'Internal Server Error',
      };
    case 'refuse':
      return {
        ok: false,
        error_code: fault.status,
        description: fault.description,
        ...(fault.migrateTo === undefined ? {} : { parameters: { migrate_to_chat_id: fault.migrateTo } }),
      };
    default:
      return undefined;
  }
}
