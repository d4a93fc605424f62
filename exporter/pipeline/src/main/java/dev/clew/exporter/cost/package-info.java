// SPDX-License-Identifier: Apache-2.0
/** What model calls cost; docs/cost.md describes it. */
@NullMarked
package dev.clew.exporter.cost;

import org.jspecify.annotations.NullMarked;
