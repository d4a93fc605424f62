// SPDX-License-Identifier: Apache-2.0
/** Views of finished spans. */
@NullMarked
package dev.clew.exporter.span;

import org.jspecify.annotations.NullMarked;
