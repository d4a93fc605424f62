// SPDX-License-Identifier: Apache-2.0
/** Metrics as values, independent of the format in which they are published. */
@NullMarked
package dev.clew.exporter.metrics.data;

import org.jspecify.annotations.NullMarked;
