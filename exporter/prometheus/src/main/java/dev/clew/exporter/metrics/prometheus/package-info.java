// SPDX-License-Identifier: Apache-2.0
/** Metrics for Prometheus: the page and the server that serves it. */
@NullMarked
package dev.clew.exporter.metrics.prometheus;

import org.jspecify.annotations.NullMarked;
