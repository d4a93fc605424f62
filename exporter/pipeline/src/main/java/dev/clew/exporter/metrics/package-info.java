// SPDX-License-Identifier: Apache-2.0
/** Metrics of the application's model calls, and of Clew itself. */
@NullMarked
package dev.clew.exporter.metrics;

import org.jspecify.annotations.NullMarked;
