// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.hook;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A call of a woven method, as its hook sees it on entry.
 *
 * <p>Reading a value as the wrong type throws {@link ClassCastException} in the hook, which is
 * caught and reported like any other exception of a hook.
 */
public final class Call {
  private final @Nullable Object self;
  private final @Nullable Object[] arguments;
  private final @Nullable String label;
  private @Nullable Callable<?> answer;

  /**
   * Describes a call; public so that tests of hooks can create their own.
   *
   * @param self the receiver, null for a static method
   * @param arguments the arguments, kept without copying
   */
  public Call(@Nullable Object self, @Nullable Object... arguments) {
    this(null, self, arguments);
  }

  private Call(@Nullable String label, @Nullable Object self, @Nullable Object[] arguments) {
    this.self = self;
    this.arguments = arguments;
    this.label = label;
  }

  /**
   * Describes a call at a hook point that has a label.
   *
   * @param self the receiver, null for a static method
   * @param arguments the arguments, kept without copying
   */
  public static Call at(
      @Nullable String label, @Nullable Object self, @Nullable Object... arguments) {
    return new Call(label, self, arguments);
  }

  /** Returns the label of the hook point that was reached, or null if it has none. */
  public @Nullable String label() {
    return label;
  }

  /** Returns the receiver of the call; a hook of a static method must not call this. */
  public <T> T self(Class<T> type) {
    if (self == null) {
      throw new IllegalStateException("a static method has no receiver");
    }
    return type.cast(self);
  }

  /** Returns the number of arguments. */
  public int argumentCount() {
    return arguments.length;
  }

  /** Returns the argument at {@code index}, possibly null. */
  public <T> @Nullable T argument(int index, Class<T> type) {
    return type.cast(arguments[index]);
  }

  /** Returns the argument at {@code index}; throws if the application passed null. */
  public <T> T required(int index, Class<T> type) {
    Object value = arguments[index];
    if (value == null) {
      throw new IllegalStateException("argument " + index + " is null");
    }
    return type.cast(value);
  }

  /**
   * Replaces the argument at {@code index} for this call of the method. Only effective at a hook
   * point built with {@link HookPoint.Builder#replacingArguments}.
   */
  public void replaceArgument(int index, @Nullable Object value) {
    arguments[index] = value;
  }

  /**
   * Lets {@code body} run in place of the method: the caller receives what it returns or throws.
   * Only effective at a hook point built with {@link HookPoint.Builder#answering}.
   *
   * <p>The body is not guarded, unlike the hook itself. It runs once {@link Hook#enter} has
   * returned, on the caller's thread and inside the other hooks of the method. The hook's own
   * {@link Hook#exit} is not called. A value that is not of the method's return type is a {@link
   * ClassCastException} for the caller; at a method that returns nothing, the value is ignored.
   */
  public void answer(Callable<?> body) {
    answer = body;
  }

  /** Returns what runs in place of the method, or null if the method itself is to run. */
  public @Nullable Callable<?> answer() {
    return answer;
  }
}
