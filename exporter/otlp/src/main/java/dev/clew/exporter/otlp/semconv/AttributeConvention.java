// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.otlp.semconv;

import dev.clew.api.export.SpanRecord;

/** One way to say what a span did, in attributes; several can be spoken at once. */
interface AttributeConvention {
  /** Says what is neither large nor anything that may fail to be encoded. */
  void describe(SpanRecord span, Attributes attributes);

  /** Says what was said: messages, arguments, results, and whatever else is a tree. */
  void describeContent(SpanRecord span, Attributes attributes);
}
