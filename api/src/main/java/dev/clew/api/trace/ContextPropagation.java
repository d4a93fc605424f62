// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.trace;

/**
 * The current context of threads that work on one thing after another, for instrumentations of
 * whatever moves work between threads.
 *
 * <p>A context that was brought to a thread counts no longer than the trace goes on: a loop that
 * was handed to a pool in the first trace of all and never ends would otherwise draw everything
 * into that trace, for ever.
 */
public final class ContextPropagation {
  private static final Object PLAIN = new Object();

  private ContextPropagation() {}

  /**
   * Lets threads begin in the context that they are made in: to be called once the threads of pools
   * are woven to shed it again.
   */
  public static void letThreadsInherit() {
    Frame.inherit();
  }

  /**
   * Makes {@code context} current on this thread, which goes on with work from elsewhere, until the
   * scope is closed or the trace is over.
   */
  public static Scope resume(Context context) {
    return Frame.open(context, Frame.Kind.RESUMED);
  }

  /** Leaves the thread in no context, whatever was forgotten on it: it goes on to other work. */
  public static void leave() {
    Frame.closeAll();
  }

  /**
   * Begins a series of steps on this thread, each of which may be of another context.
   *
   * @return what {@link #endSteps} needs
   */
  public static Object beginSteps() {
    Frame frame = Frame.current();
    return frame != null && frame.is(Frame.Kind.STEP)
        ? Frame.open(frame.context(), Frame.Kind.BEFORE_STEPS)
        : PLAIN;
  }

  /** Makes {@code context} current in place of that of the step before, until the series ends. */
  public static Scope step(Context context) {
    endStep();
    return Frame.open(context, Frame.Kind.STEP);
  }

  /** Ends a series: the context is again what it was before. */
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
