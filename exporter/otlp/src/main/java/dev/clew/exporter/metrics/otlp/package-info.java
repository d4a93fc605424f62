// SPDX-License-Identifier: Apache-2.0
/** Metrics for OTLP receivers. */
@NullMarked
package dev.clew.exporter.metrics.otlp;

import org.jspecify.annotations.NullMarked;
