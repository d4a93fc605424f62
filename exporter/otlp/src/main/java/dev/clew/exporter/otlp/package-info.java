// SPDX-License-Identifier: Apache-2.0
/** Spans as OTLP, for OpenTelemetry receivers. */
@NullMarked
package dev.clew.exporter.otlp;

import org.jspecify.annotations.NullMarked;
