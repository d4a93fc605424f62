// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.otlp.semconv;

import dev.clew.api.export.SpanRecord;

/** One convention for describing spans by attributes; several can be used at once. */
interface AttributeConvention {
  /** Adds everything that is small and cannot fail to be encoded. */
  void describe(SpanRecord span, Attributes attributes);

  /** Adds the content: messages, arguments, results, and any other trees. */
  void describeContent(SpanRecord span, Attributes attributes);
}
