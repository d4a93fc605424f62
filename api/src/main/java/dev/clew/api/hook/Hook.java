// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.hook;

import org.jspecify.annotations.Nullable;

/**
 * What happens around a woven method.
 *
 * <p>One instance serves all calls, from many threads, in one application class loader. It has one
 * constructor; its parameters are the {@link dev.clew.api.trace.Tracer}, a {@link FailureReport}
 * and classes of the same module, which are made once per application class loader in the same way
 * and so are shared by the module's hooks. Hooks are compiled against the library's real API and
 * run on the application's thread: they take references and return. Whatever they throw is caught,
 * counted and logged once; the application never sees it.
 *
 * @param <S> what {@link #enter} leaves for {@link #exit} of the same call
 */
public interface Hook<S> {
  /**
   * Runs before the method; at a constructor, after it returned normally.
   *
   * @return state for {@link #exit}, or null if this call is of no interest
   */
  @Nullable S enter(Call call) throws Exception;

  /**
   * Runs after the method returned or threw; not called if {@link #enter} returned null or threw,
   * nor at a constructor.
   *
   * @param result what the method returned; null if it threw, or returns nothing
   * @param thrown what the method threw, which its caller will get in any case
   * @return what the caller gets; usually {@code result} itself. Ignored if the method threw.
   */
  default @Nullable Object exit(S state, @Nullable Object result, @Nullable Throwable thrown)
      throws Exception {
    return result;
  }
}
