import { EngineFailure } from '../../domain/engine-failure.ts';
import type { Exchange } from '../../domain/submission.ts';
import type { Calls } from '../engine.ts';
import { NoAnswer, Unusable } from './failures.ts';
import { keepingSender } from './kept-exchanges.ts';
import { contentOf, readReply } from './reply.ts';
import { type Ask, type Form, type Request, requestOf } from './request.ts';
import { type OpenaiOptions, type Send, sender } from './send.ts';

export type { OpenaiOptions };

/** An answer that fits its schema, with everything that was sent and came back for it, in order; the last one holds the answer. */
export type Answered<T> = { value: T; exchanges: Exchange[] };

export type Client = {
  /** @throws EngineFailure with a plain reason; nothing the model says is trusted before it fits the schema. */
  ask: <T>(asked: Ask<T>) => Promise<Answered<T>>;
  /** This client for one essay: see Engine. */
  keeping: (calls: Calls) => Client;
};

/**
 * Asks a model for answers that fit a schema, and keeps every exchange, failures too. An endpoint that does not bind answers to a schema is
 * asked for JSON, from then on; an answer that does not fit may be mended once.
 */
export const openaiClient = (options: OpenaiOptions): Client =>
  clientOver(options.send ?? sender(options), options.model, { form: 'json_schema' });

/** `endpoint` is what was found out about it, for all that ask there. */
function clientOver(send: Send, model: string, endpoint: { form: Form }): Client {
  async function inSomeForm<T>(asked: Ask<T>, kept: Exchange[], more?: Request['messages']): Promise<unknown> {
    const { form } = endpoint;
    if (form === 'json_schema')
      try {
        return await send(requestOf(model, asked, form, more), asked, kept);
      } catch (error) {
        if (!(error instanceof NoAnswer && error.refusesForm)) throw error;
      }
    const reply = await send(requestOf(model, asked, 'json_object', more), asked, kept);
    endpoint.form = 'json_object';
    return reply;
  }

  async function answer<T>(asked: Ask<T>, kept: Exchange[]): Promise<T> {
    const reply = await inSomeForm(asked, kept);
    try {
      return read(reply, asked, kept);
    } catch (error) {
      if (!(error instanceof Unusable && error.again)) throw error;
      const said = contentOf(reply);
      const more: Request['messages'] = [
        ...(said ? [{ role: 'assistant' as const, content: said }] : []),
        { role: 'user', content: error.again },
      ];
      return read(await inSomeForm(asked, kept, more), asked, kept);
    }
  }

  return {
    async ask(asked) {
      const exchanges: Exchange[] = [];
      try {
        return { value: await answer(asked, exchanges), exchanges };
      } catch (error) {
        if (error instanceof NoAnswer || error instanceof Unusable) throw new EngineFailure(error.message, exchanges);
        throw error;
      }
    },
    keeping: (calls) => clientOver(keepingSender(send, calls), model, endpoint),
  };
}

/** Reads a reply, and notes at its exchange, the last one kept, why it cannot be used. */
function read<T>(reply: unknown, { schema }: Ask<T>, kept: Exchange[]): T {
  try {
    return readReply(reply, schema);
  } catch (error) {
    const last = kept.at(-1);
    if (last && error instanceof Unusable) last.failure = error.message;
    throw error;
  }
}
