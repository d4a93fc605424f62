// SPDX-License-Identifier: Apache-2.0
/** A store that lives as long as its process, for tests and for viewing a single file. */
@NullMarked
package dev.clew.viewer.store.memory;

import org.jspecify.annotations.NullMarked;
