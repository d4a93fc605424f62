// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.hook;

import org.jspecify.annotations.Nullable;

/**
 * A call of a woven method, as its hook sees it on the way in.
 *
 * <p>Reading with the wrong type throws {@link ClassCastException} in the hook, which is caught and
 * reported like everything a hook throws.
 */
public final class Call {
  private final @Nullable Object self;
  private final @Nullable Object[] arguments;
  private final @Nullable String label;

  /**
   * Describes a call; tests of hooks make their own.
   *
   * @param self the object called, null for a static method
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
   * @param self the object called, null for a static method
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

  /** Returns the object that was called; a hook of a static method must not ask. */
  public <T> T self(Class<T> type) {
    if (self == null) {
      throw new IllegalStateException("a static method has no receiver");
    }
    return type.cast(self);
  }

  /** Returns how many arguments there are. */
  public int argumentCount() {
    return arguments.length;
  }

  /** Returns the argument at {@code index}, which may be null. */
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
   * Lets the method run with {@code value} in place of the argument at {@code index}. Only
   * effective at a hook point made with {@link HookPoint.Builder#replacingArguments}.
   */
  public void replaceArgument(int index, @Nullable Object value) {
    arguments[index] = value;
  }
}
