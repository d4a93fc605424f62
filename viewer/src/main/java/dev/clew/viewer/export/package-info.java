// SPDX-License-Identifier: Apache-2.0
/** Formats in which traces leave the viewer. */
@NullMarked
package dev.clew.viewer.export;

import org.jspecify.annotations.NullMarked;
