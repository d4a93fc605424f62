// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.otlp.semconv;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the attributes of a span, or of anything else that has some.
 *
 * <p>What is null or empty is left out. A key is given once. Each method returns the same object.
 */
public interface Attributes {
  Attributes text(String key, @Nullable String value);

  Attributes number(String key, @Nullable Number value);

  Attributes decimal(String key, @Nullable Number value);

  Attributes flag(String key, boolean value);

  Attributes texts(String key, List<String> values);
}
