// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.otlp.semconv;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects the attributes of a span or anything else that has some.
 *
 * <p>Null and empty values are omitted. A key must be added only once. Each method returns the same
 * object.
 */
public interface Attributes {
  Attributes text(String key, @Nullable String value);

  Attributes number(String key, @Nullable Number value);

  Attributes decimal(String key, @Nullable Number value);

  Attributes flag(String key, boolean value);

  Attributes texts(String key, List<String> values);
}
