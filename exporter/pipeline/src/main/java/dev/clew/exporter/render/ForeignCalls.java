// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Tracks which application object one thread is calling, so that the watching thread can name the
 * culprit if the call never returns.
 *
 * <p>Costs a plain store before and after a call.
 */
public final class ForeignCalls {
  private final UnresponsiveClasses unresponsive;
  private final AtomicReference<@Nullable Object> subject = new AtomicReference<>();

  /** Tracks the calls of one thread, skipping classes that {@code unresponsive} lists. */
  public ForeignCalls(UnresponsiveClasses unresponsive) {
    this.unresponsive = unresponsive;
  }

  /** Returns calls that nobody watches. */
  static ForeignCalls unwatched() {
    return new ForeignCalls(new UnresponsiveClasses(System::nanoTime));
  }

  /** Returns whether {@code asked} may be called: its class has not been unresponsive too often. */
  boolean mayCall(Object asked) {
    return unresponsive.mayCall(asked);
  }

  /**
   * Records that {@code asked} is being called; returns the previous object. An object of the JDK
   * does not count: its holder is to blame for what it does.
   */
  @Nullable Object enter(Object asked) {
    Object before = subject.getPlain();
    if (asked.getClass().getClassLoader() != null) {
      subject.lazySet(asked);
    }
    return before;
  }

  /** Records that the call returned, and that {@code before} continues. */
  void leave(@Nullable Object before) {
    subject.lazySet(before);
  }

  /** Returns the object being called, or null; for the watching thread. */
  @Nullable Object subject() {
    return subject.get();
  }
}
