// SPDX-License-Identifier: Apache-2.0
/** Maps spans to the attributes of OpenTelemetry, OpenInference and Langfuse. */
@NullMarked
package dev.clew.exporter.otlp.semconv;

import org.jspecify.annotations.NullMarked;
