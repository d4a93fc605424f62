// SPDX-License-Identifier: Apache-2.0
/** Metrics for Prometheus: the page that it reads, and the server of that page. */
@NullMarked
package dev.clew.exporter.metrics.prometheus;

import org.jspecify.annotations.NullMarked;
