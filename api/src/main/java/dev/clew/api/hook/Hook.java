// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.hook;

import org.jspecify.annotations.Nullable;

/**
 * Code that runs around a woven method.
 *
 * <p>One instance per application class loader serves all calls, from many threads. It has a single
 * constructor. Its parameters may be the {@link dev.clew.api.trace.Tracer}, a {@link
 * FailureReporter} and classes of the same module; the latter are created the same way, once per
 * application class loader, and shared by the module's hooks. Hooks are compiled against the
 * library's real API and run on the application's thread: they take references and return. Anything
 * they throw is caught, counted and logged once; the application never sees it.
 *
 * @param <S> the state that {@link #enter} passes to {@link #exit} of the same call
 */
public interface Hook<S> {
  /**
   * Runs before the method; for a constructor, after it returned normally.
   *
   * @return state for {@link #exit}, or null if this call is of no interest
   */
  @Nullable S enter(Call call) throws Exception;

  /**
   * Runs after the method returned or threw; not called if {@link #enter} returned null or threw,
   * nor at a constructor.
   *
   * @param result what the method returned; null if it threw, or returns nothing
   * @param thrown what the method threw; the caller receives it regardless
   * @return the value returned to the caller, usually {@code result} itself. Ignored if the method
   *     threw.
   */
  default @Nullable Object exit(S state, @Nullable Object result, @Nullable Throwable thrown)
      throws Exception {
    return result;
  }
}
