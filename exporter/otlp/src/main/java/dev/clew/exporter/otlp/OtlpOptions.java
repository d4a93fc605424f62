// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.otlp;

import dev.clew.exporter.otlp.http.HttpTarget;
import dev.clew.exporter.otlp.semconv.SpanConventions;

/**
 * What an OTLP exporter needs to know.
 *
 * @param version Clew's, for the receiver
 */
public record OtlpOptions(
    HttpTarget target, SpanConventions conventions, ProcessResource resource, String version) {}
