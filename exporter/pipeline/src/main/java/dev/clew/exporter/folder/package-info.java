// SPDX-License-Identifier: Apache-2.0
/** The folders on disk that Clew writes to. */
@NullMarked
package dev.clew.exporter.folder;

import org.jspecify.annotations.NullMarked;
