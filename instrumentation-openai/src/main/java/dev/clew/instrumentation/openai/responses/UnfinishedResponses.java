// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.responses;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Background responses that a call has started without seeing their end. The first call to see the
 * end records the output and the tokens; later calls do not.
 *
 * <p>Bounded to a thousand; beyond that the oldest is dropped, and whoever retrieves it later
 * counts no tokens. The lock is held for single map operations.
 */
public final class UnfinishedResponses {
  static final int MAX = 1_000;

  private record Key(@Nullable String server, String id) {}

  /** Guarded by this. */
  private final Map<Key, Unfinished> byKey = new LinkedHashMap<>();

  /** A response whose end may not have been recorded yet. */
  public static final class Unfinished {
    private final @Nullable String model;
    private final @Nullable String conversation;
    private final AtomicBoolean reported = new AtomicBoolean();

    Unfinished(@Nullable String model, @Nullable String conversation) {
      this.model = model;
      this.conversation = conversation;
    }

    /** Returns the requested model, if known. */
    public @Nullable String model() {
      return model;
    }

    /** Returns the id of the response's conversation, if it has one. */
    public @Nullable String conversation() {
      return conversation;
    }

    /** Returns true for the first caller, which is to record the end. */
    public boolean claimReport() {
      return reported.compareAndSet(false, true);
    }
  }

  /** Adds {@code response}. */
  synchronized void add(@Nullable String server, String id, Unfinished response) {
    byKey.put(new Key(server, id), response);
    if (byKey.size() > MAX) {
      Iterator<Unfinished> oldest = byKey.values().iterator();
      oldest.next();
      oldest.remove();
    }
  }

  /** Returns the response, or null if it is not among the unfinished ones. */
  public synchronized @Nullable Unfinished find(@Nullable String server, String id) {
    return byKey.get(new Key(server, id));
  }
}
