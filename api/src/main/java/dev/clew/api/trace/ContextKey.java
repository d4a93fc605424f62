// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.trace;

/**
 * The key of a value in a {@link Context}, compared by identity.
 *
 * @param <T> the type of the value
 */
@SuppressWarnings("UnusedTypeParameter") // the type of the value in with(key, value) and get(key)
public final class ContextKey<T> {
  private final String name;

  private ContextKey(String name) {
    this.name = name;
  }

  /**
   * Returns a new key, distinct from all others; {@code name} appears only in {@link #toString}.
   */
  public static <T> ContextKey<T> named(String name) {
    return new ContextKey<>(name);
  }

  @Override
  public String toString() {
    return "ContextKey(" + name + ")";
  }
}
