// SPDX-License-Identifier: Apache-2.0
/** The viewer beside the agent. */
@NullMarked
package dev.clew.it.view;

import org.jspecify.annotations.NullMarked;
