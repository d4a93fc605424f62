// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.otlp.semconv;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the attributes of a span, or of anything else that has some.
 *
 * <p>What is null or empty is left out. A key is given once.
 */
public interface Attributes {
  void text(String key, @Nullable String value);

  void number(String key, @Nullable Number value);

  void decimal(String key, @Nullable Number value);

  void flag(String key, boolean value);

  void texts(String key, List<String> values);
}
