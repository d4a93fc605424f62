// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.modelserver;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Gives replies in the order in which they were enqueued, each once. When none is left it answers
 * with HTTP 400, which clients do not retry, and says how many requests there were.
 */
public final class SequenceScript implements ModelScript {
  private final Deque<Reply> replies = new ArrayDeque<>();
  private int served;

  /** A script that starts with these replies. */
  public static SequenceScript of(Reply... replies) {
    SequenceScript script = new SequenceScript();
    List.of(replies).forEach(script::enqueue);
    return script;
  }

  /** Adds a reply at the end. */
  public synchronized SequenceScript enqueue(Reply reply) {
    replies.add(reply);
    return this;
  }

  /** How many replies are still to be given. */
  public synchronized int remaining() {
    return replies.size();
  }

  @Override
  public synchronized Reply reply(ChatRequest request) {
    Reply next = replies.poll();
    served++;
    return next != null
        ? next
        : Reply.error(400, "script exhausted: request %d has no reply enqueued".formatted(served));
  }
}
