// SPDX-License-Identifier: Apache-2.0
/** The trace format as lines of JSON; docs/trace-format.md describes it. */
@NullMarked
package dev.clew.exporter.json;

import org.jspecify.annotations.NullMarked;
