// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.trace;

/**
 * Sets the current context of threads that switch between tasks; for instrumentations of anything
 * that moves work between threads.
 *
 * <p>A context carried to another thread is valid only while its trace goes on. Otherwise an
 * endless loop that was submitted to a pool during the very first trace would draw all later work
 * into that trace.
 */
public final class ContextPropagation {
  private static final Object NO_OUTER_STEP = new Object();

  private ContextPropagation() {}

  /**
   * Lets new threads inherit the context of the thread that creates them. To be called only once
   * pool threads are woven to drop it again.
   */
  public static void enableThreadInheritance() {
    Frame.setInheritable(true);
  }

  /** Undoes {@link #enableThreadInheritance}; called by the agent when it is detached. */
  public static void disableThreadInheritance() {
    Frame.setInheritable(false);
  }

  /**
   * Makes {@code context} current on this thread, which continues work from elsewhere, until the
   * scope is closed or the trace is over.
   */
  public static Scope resume(Context context) {
    return Frame.open(context, Frame.Kind.RESUMED);
  }

  /**
   * Clears the thread's context, including scopes left open, before the thread turns to other work.
   */
  public static void clear() {
    Frame.closeAll();
  }

  /**
   * Begins a series of steps on this thread, each with its own context.
   *
   * @return the token for {@link #endSteps}
   */
  public static Object beginSteps() {
    Frame frame = Frame.current();
    return frame != null && frame.is(Frame.Kind.STEP)
        ? Frame.open(frame.context(), Frame.Kind.BEFORE_STEPS)
        : NO_OUTER_STEP;
  }

  /** Makes {@code context} current in place of the previous step's, until the series ends. */
  public static Scope step(Context context) {
    endStep();
    return Frame.open(context, Frame.Kind.STEP);
  }

  /** Ends a series and restores the context from before it. */
  public static void endSteps(Object begin) {
    endStep();
    if (begin instanceof Frame before) {
      before.close();
    }
  }

  private static void endStep() {
    Frame frame = Frame.current();
    if (frame != null && frame.is(Frame.Kind.STEP)) {
      frame.close();
    }
  }
}
