// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.otlp;

import dev.clew.exporter.otlp.http.HttpTarget;
import dev.clew.exporter.otlp.semconv.SpanConventions;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The options of an OTLP exporter.
 *
 * @param resource describes this process; read with the first request, as that may take a while
 * @param version Clew's version, for the receiver
 */
public record OtlpOptions(
    HttpTarget target,
    SpanConventions conventions,
    Supplier<Map<String, Object>> resource,
    String version) {}
