// SPDX-License-Identifier: Apache-2.0
/** Metrics for receivers of OTLP. */
@NullMarked
package dev.clew.exporter.metrics.otlp;

import org.jspecify.annotations.NullMarked;
