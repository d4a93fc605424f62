// SPDX-License-Identifier: Apache-2.0
/** Metrics as values: what is described to whoever reads them, in whatever format. */
@NullMarked
package dev.clew.exporter.metrics.data;

import org.jspecify.annotations.NullMarked;
