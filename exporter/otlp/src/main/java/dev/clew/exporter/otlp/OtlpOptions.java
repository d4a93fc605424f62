// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.otlp;

import dev.clew.exporter.otlp.http.HttpTarget;
import dev.clew.exporter.otlp.semconv.SpanConventions;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What an OTLP exporter needs to know.
 *
 * @param resource describes this process; asked for with the first request, as it may take a while
 * @param version Clew's, for the receiver
 */
public record OtlpOptions(
    HttpTarget target,
    SpanConventions conventions,
    Supplier<Map<String, Object>> resource,
    String version) {}
