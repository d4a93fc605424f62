// SPDX-License-Identifier: Apache-2.0
/** Which folders on disk Clew writes to. */
@NullMarked
package dev.clew.exporter.folder;

import org.jspecify.annotations.NullMarked;
