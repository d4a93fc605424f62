// SPDX-License-Identifier: Apache-2.0
/** How what a span says is called in OpenTelemetry's, OpenInference's and Langfuse's words. */
@NullMarked
package dev.clew.exporter.otlp.semconv;

import org.jspecify.annotations.NullMarked;
