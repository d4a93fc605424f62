// SPDX-License-Identifier: Apache-2.0
/** The trace format as JSON trees and lines; docs/trace-format.md describes it. */
@NullMarked
package dev.clew.exporter.json;

import org.jspecify.annotations.NullMarked;
