// SPDX-License-Identifier: Apache-2.0
/** How two traces differ, and how two periods do. */
@NullMarked
package dev.clew.viewer.compare;

import org.jspecify.annotations.NullMarked;
