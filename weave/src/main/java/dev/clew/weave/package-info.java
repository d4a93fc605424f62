// SPDX-License-Identifier: Apache-2.0
/** Weaves hooks into classes as they load. */
@NullMarked
package dev.clew.weave;

import org.jspecify.annotations.NullMarked;
