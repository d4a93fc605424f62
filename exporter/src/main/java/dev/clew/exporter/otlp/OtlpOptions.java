// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.otlp;

import dev.clew.exporter.otlp.http.HttpTarget;
import dev.clew.exporter.otlp.semconv.SpanDialect;

/**
 * What an OTLP exporter needs to know.
 *
 * @param version Clew's, for the receiver
 */
public record OtlpOptions(
    HttpTarget target, SpanDialect dialect, ProcessResource resource, String version) {}
