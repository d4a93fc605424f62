// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Which object of the application one thread is asking something, for whoever watches over that
 * thread: a call that never returns needs a culprit.
 *
 * <p>Costs a plain store before and after a call.
 */
public final class ForeignCalls {
  private final UnresponsiveClasses unresponsive;
  private final AtomicReference<@Nullable Object> subject = new AtomicReference<>();

  /** Makes the calls of one thread, which pass over what {@code unresponsive} knows. */
  public ForeignCalls(UnresponsiveClasses unresponsive) {
    this.unresponsive = unresponsive;
  }

  /** Returns calls over which nobody watches. */
  static ForeignCalls unwatched() {
    return new ForeignCalls(new UnresponsiveClasses(System::nanoTime));
  }

  /** Returns whether {@code asked} may be asked: its class has not failed to answer too often. */
  boolean mayCall(Object asked) {
    return unresponsive.mayCall(asked);
  }

  /**
   * Notes that {@code asked} is being asked from now on; returns who was before. An object of the
   * JDK is nobody's: whoever holds it is to blame for what it does.
   */
  @Nullable Object enter(Object asked) {
    Object before = subject.getPlain();
    if (asked.getClass().getClassLoader() != null) {
      subject.lazySet(asked);
    }
    return before;
  }

  /** Notes that an answer is there, and that {@code before} goes on. */
  void leave(@Nullable Object before) {
    subject.lazySet(before);
  }

  /** Returns who is being asked, or null; for the thread that watches. */
  @Nullable Object subject() {
    return subject.get();
  }
}
