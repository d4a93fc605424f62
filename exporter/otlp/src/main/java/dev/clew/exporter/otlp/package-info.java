// SPDX-License-Identifier: Apache-2.0
/** OTLP: spans as OpenTelemetry's receivers take them. */
@NullMarked
package dev.clew.exporter.otlp;

import org.jspecify.annotations.NullMarked;
