// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.responses;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The responses that a call has begun and not seen the end of, because they are made in the
 * background. Whoever sees the end first says what came out and what it cost; nobody after that.
 *
 * <p>Bounded: of more than a thousand the oldest is forgotten, and whoever reads it later counts no
 * tokens. The lock is held for one step in the map.
 */
public final class UnfinishedResponses {
  static final int MAX = 1_000;

  private record Key(@Nullable String server, String id) {}

  /** Guarded by this object. */
  private final Map<Key, Unfinished> byKey = new LinkedHashMap<>();

  /** A response whose end may not have been told yet. */
  public static final class Unfinished {
    private final @Nullable String model;
    private final @Nullable String conversation;
    private final AtomicBoolean told = new AtomicBoolean();

    Unfinished(@Nullable String model, @Nullable String conversation) {
      this.model = model;
      this.conversation = conversation;
    }

    /** Returns the model that was asked for, if known. */
    public @Nullable String model() {
      return model;
    }

    /** Returns the conversation that the response belongs to, if it has an id. */
    public @Nullable String conversation() {
      return conversation;
    }

    /** Returns true to the first that asks: that one tells the end. */
    public boolean tell() {
      return told.compareAndSet(false, true);
    }
  }

  /** Keeps {@code response} in mind. */
  synchronized void add(@Nullable String server, String id, Unfinished response) {
    byKey.put(new Key(server, id), response);
    if (byKey.size() > MAX) {
      Iterator<Unfinished> oldest = byKey.values().iterator();
      oldest.next();
      oldest.remove();
    }
  }

  /** Returns the response, or null if it is not known to have been left unfinished. */
  public synchronized @Nullable Unfinished find(@Nullable String server, String id) {
    return byKey.get(new Key(server, id));
  }
}
