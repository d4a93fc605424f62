// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.query;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A subset of the traces.
 *
 * @param from nanoseconds since 1970 at or after which they started, or null
 * @param to before which they started, or null
 * @param ids only these, or null
 */
public record Selection(
    Filter filter, @Nullable Long from, @Nullable Long to, @Nullable Set<String> ids) {

  public static final Selection ALL = new Selection(Filter.ALL, null, null, null);

  public static Selection of(Filter filter) {
    return new Selection(filter, null, null, null);
  }

  public Selection among(Set<String> only) {
    return new Selection(filter, from, to, only);
  }
}
