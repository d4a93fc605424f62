// SPDX-License-Identifier: Apache-2.0
/** Computes the cost of model calls; docs/cost.md describes it. */
@NullMarked
package dev.clew.exporter.cost;

import org.jspecify.annotations.NullMarked;
