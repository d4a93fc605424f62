// SPDX-License-Identifier: Apache-2.0
/** The formats in which traces can be exported. */
@NullMarked
package dev.clew.viewer.export;

import org.jspecify.annotations.NullMarked;
