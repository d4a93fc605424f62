// SPDX-License-Identifier: Apache-2.0
/** Tests of the agent jar as its users run it. */
@NullMarked
package dev.clew.it;

import org.jspecify.annotations.NullMarked;
